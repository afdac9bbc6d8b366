"""The walk: a tree is cut into blocks that hold every letter, and nodes that say where they stood."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsparse.document import Block, Limits, Node
from newsparse.markup.html import parse_html
from newsparse.markup.tree import walk_tree

SHORT_NOSCRIPT = "noscript[string-length() < 1000 or count(descendant::p) < 3]"
HIDDEN = ("head", "script", "style", "template", SHORT_NOSCRIPT)


def cut(page: str) -> tuple[Any, list[Block], list[Node]]:
    root, _ = parse_html(page, Limits())
    blocks, nodes = walk_tree(root)
    return root, blocks, nodes


def texts(page: str) -> list[str]:
    return [block.text for block in cut(page)[1]]


def letters(parts: Any) -> Counter[str]:
    return Counter(char for text in parts for char in text if char.isalnum())


def visible(root: Any) -> list[str]:
    """All text nodes outside of what is never shown, found in another way than the walk's."""
    around = " or ".join(f"ancestor::{tag}" for tag in HIDDEN)
    return list(root.xpath(f"//text()[not({around})]"))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>One</p><p>Two</p>", ["One", "Two"], id="paragraphs"),
        pytest.param("<p>One <b>big</b> <i>two</i></p>", ["One big two"], id="inline"),
        pytest.param(
            "<div>One<div>Two</div>Three</div>", ["One", "Two", "Three"], id="loose text"
        ),
        pytest.param("<p>One<br>Two</p>", ["One Two"], id="one break"),
        pytest.param("<p>One<br><br>Two</p>", ["One", "Two"], id="two breaks"),
        pytest.param("<p>One<br> &nbsp; <br>Two</p>", ["One", "Two"], id="breaks with space"),
        pytest.param("<p>One<br><b><br></b>Two</p>", ["One", "Two"], id="breaks across tags"),
        pytest.param("<b>One<p>Two</p></b>Three", ["One", "Two", "Three"], id="block in inline"),
        pytest.param("<p>  A \n  rainy\t day </p>", ["A rainy day"], id="white space"),
        pytest.param("<p>un<wbr>broken&shy;word</p>", ["unbrokenword"], id="soft breaks"),
        pytest.param("<ul><li>a<li>b</ul>", ["a", "b"], id="list items"),
        pytest.param("<td>a</td><td>b</td>", ["a", "b"], id="cells without a table"),
        pytest.param("<table><tr><td>a<td>b</table>", ["a", "b"], id="cells"),
        pytest.param("<p>a<script>b</script>c<style>d</style>e</p>", ["ace"], id="scripts"),
        pytest.param("<p>a<noscript><p>b</p></noscript>c", ["ac"], id="noscript"),
        pytest.param("<p>a<!-- b -->c<?d?>e</p>", ["ace"], id="comments"),
        pytest.param("<x-card>a</x-card><x-card>b</x-card>", ["a", "b"], id="own tags"),
        pytest.param("<p>a <o:p>b</o:p> c</p>", ["a b c"], id="tags of office programs"),
        pytest.param("<p> &nbsp; </p><p>\u200b</p>", [], id="nothing to see"),
    ],
)
def test_blocks(page: str, expected: list[str]) -> None:
    """A block is what stands between two ends of a line; white space in it is collapsed."""
    assert texts(page) == expected


def test_a_story_for_readers_without_scripts_is_read() -> None:
    """Some sites keep a post in ``noscript`` and let a script show it; menus there stay hidden."""
    paragraph = "The bridge was closed for a night, and nobody on the island minded. " * 6
    story = f"<noscript>{f'<p>{paragraph}</p>' * 3}</noscript>"
    assert texts(f"<h1>Bridge</h1><div>{story}</div>") == ["Bridge", *[paragraph.strip()] * 3]
    menu = "".join(f'<li><a href="/{at}">Part {at} of the menu</a></li>' for at in range(99))
    assert texts(f"<h1>Bridge</h1><noscript><ul>{menu}</ul></noscript>") == ["Bridge"]


def test_lines_of_preformatted_text_are_kept() -> None:
    """Verse and code live by them."""
    _, blocks, _ = cut("<pre>\n  one\n    two <b>x</b>\n\n</pre><p>after</p>")
    assert [(block.text, block.role) for block in blocks] == [
        ("  one\n    two x", "preformatted"),
        ("after", None),
    ]


def test_headings_give_their_level_to_all_they_hold() -> None:
    """Also where sites put containers into them."""
    _, blocks, _ = cut("<h1><div>Title</div></h1><h3>Below</h3><p>Text</p>")
    assert [(block.text, block.level) for block in blocks] == [
        ("Title", 1),
        ("Below", 3),
        ("Text", 0),
    ]


def test_marks_are_ranges_of_the_collapsed_text() -> None:
    """With the address of a link as the page writes it."""
    _, blocks, _ = cut('<p> A  <b> bold </b> <a href=" /x ">link <i>here</i></a>.</p>')
    (block,) = blocks
    found = [(block.text[mark.start : mark.end], mark.kind, mark.url) for mark in block.marks]
    assert block.text == "A bold link here."
    assert found == [
        ("bold", "strong", None),
        ("link here", "link", "/x"),
        ("here", "emphasis", None),
    ]
    assert block.link_chars == len("link here")


def test_inline_elements_are_ranges_of_the_collapsed_text() -> None:
    """With their names; what holds no text is none, and what holds a block is not in the line."""
    _, blocks, _ = cut(
        "<figcaption> <span class=text>A <b>dog</b></span>\n<img><small id=c>Ada <a>Lund</a>"
        "</small></figcaption><span class=out>One<p>Two</p></span>"
    )
    text = blocks[0].text
    found = [(text[i.start : i.end], i.tag, i.names) for i in blocks[0].inlines]
    assert text == "A dog Ada Lund"
    assert found == [
        ("A dog", "span", "text"),
        ("dog", "b", ""),
        ("Ada Lund", "small", "c"),
    ]
    assert [block.inlines for block in blocks[1:]] == [(), ()]


def test_words_of_menus_are_parted_where_elements_are() -> None:
    """But not from the sign behind them; what is hidden is none of them."""
    _, (block,), _ = cut(
        "<nav><a href=/>Home</a><a href=/n>News</a>, <b>all</b>.<script>x</script>"
        "<noscript><p>y</p></noscript> <p>End</p></nav>"
    )
    assert (block.text, block.link_chars) == ("Home News, all. End", len("Home News"))


def test_a_mark_over_several_blocks_is_on_each() -> None:
    """Sites wrap whole teasers in one link."""
    _, blocks, _ = cut('<a href="/x"><h3>Title</h3><p>Teaser</p></a>')
    assert [(block.text, block.link_chars) for block in blocks] == [("Title", 5), ("Teaser", 6)]


def test_what_is_no_story_by_its_tag_is_one_subtree() -> None:
    """Its blocks have a reason, and no marks are made for them."""
    _, blocks, nodes = cut('<nav><ul><li><a href="/">Home</a><li>News</ul></nav><p>Text</p>')
    assert [(block.text, block.role) for block in blocks] == [
        ("Home News", "navigation"),
        ("Text", None),
    ]
    assert [(node.tag, node.pruned) for node in nodes if node.pruned] == [("nav", "navigation")]


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "form", "button"])
def test_a_subtree_that_holds_the_story_is_kept(tag: str) -> None:
    """Whole pages stand in one form, or in a tag that is never closed."""
    assert all(b.role is None for b in cut(f"<{tag}><article><p>Text</p></article></{tag}>")[1])


def test_nodes_say_where_their_blocks_are() -> None:
    """Parents come before children; a node's blocks are one range."""
    _, blocks, nodes = cut("<div id=a class='b c'><p>One</p><p>Two</p></div><p>Three</p>")
    (div,) = (node for node in nodes if node.tag == "div")
    assert (div.names, [b.text for b in blocks[div.first : div.last]]) == ("b c a", ["One", "Two"])
    assert all(node.parent < index for index, node in enumerate(nodes))


def test_ranges_count_in_the_text_of_the_node() -> None:
    """All blocks of a node, joined by one space."""
    _, blocks, nodes = cut("<div>One<p>Two</p>Three</div>")
    last = blocks[2]
    node = nodes[last.node]
    whole = " ".join(block.text for block in blocks[node.first : node.last])
    assert whole[last.start : last.end] == "Three"


@pytest.mark.parametrize(
    "page",
    [
        "<p>a</p><p>b</p><div><p>c</p></div>",
        "<table><tr><td>a<td>b<tr><th>c</table>",
        "<svg><p>a</p></svg><math><mi>x</mi></math><p>b</p>",
        "<p>a<script>x</script><div>b</div><p>c",
    ],
)
def test_paths_are_those_of_lxml(page: str) -> None:
    """Counted during the walk: lxml's own way to a path costs the square of the siblings."""
    root, _, nodes = cut(page)
    assert_known_paths(root, nodes)


def test_paths_in_xml_with_namespaces() -> None:
    """A caller's own tree may be XHTML, with a prefix or without, and with comments."""
    root = etree.fromstring(
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml"><head/>'
        "<body><p>a</p><!-- x --><h:p>b</h:p><script/><?y?><p>c</p><h:p>d</h:p></body></html>"
    )
    blocks, nodes = walk_tree(root)
    assert [block.text for block in blocks] == ["a", "b", "c", "d"]
    assert [node.path for node in nodes] == [
        "/*",
        "/*/*[2]",
        *(f"/*/*[2]/*[{number}]" for number in (1, 2, 4, 5)),
    ]
    assert [root.xpath(node.path)[0].text for node in nodes[2:]] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "name", ["o:p", "x:y:z", "a@b", "a'b", 'a"b', "a(b", "a|b", "aé", "a:", "p*"]
)
@pytest.mark.parametrize("n_parts", [1, 70])
def test_paths_past_odd_names_lead_home(name: str, n_parts: int) -> None:
    """A page names elements as it likes; XPath wants prefixes declared and some signs for itself."""
    part = f"<{name}>a<p>b</p><div>c</div></{name}><p>d</p>"
    root, nodes = cut(f"<{name}><section>{part * n_parts}</section></{name}>")[::2]
    assert_paths_lead_home(root, nodes)
    for inner in root.iter():
        if isinstance(inner.tag, str):
            assert_paths_lead_home(inner, walk_tree(inner)[1])


def test_paths_of_a_tree_whose_root_has_a_prefix() -> None:
    root = etree.fromstring('<x:a xmlns:x="urn:x"><x:b><p>c</p></x:b><p>d</p></x:a>')
    assert_paths_lead_home(root, walk_tree(root)[1])
    _, nodes = walk_tree(root[0])
    assert [node.path for node in nodes] == ["/*/*[1]", "/*/*[1]/p"]


def assert_paths_lead_home(root: Any, nodes: list[Node]) -> None:
    """Each to one element, in the order of the tree, with the node's tag."""
    found = [root.getroottree().xpath(node.path) for node in nodes]
    assert [len(elements) for elements in found] == [1] * len(nodes)
    order = iter(root.iter())
    assert all(elements[0] in order for elements in found)
    tags = [elements[0].tag.rpartition("}")[2] for elements in found]
    assert [node.tag for node in nodes] == [tag.lower() for tag in tags]


def assert_known_paths(root: Any, nodes: list[Node]) -> None:
    """The nodes are elements in the order of the tree."""
    tree = root.getroottree()
    paths = iter([tree.getpath(element) for element in root.iter()])
    assert all(node.path in paths for node in nodes)


@pytest.mark.parametrize("n_parts", [1, 20, 70])
def test_paths_are_the_same_among_few_and_among_many(n_parts: int) -> None:
    """Below a parent with many children, and below one of these, they are counted another way."""
    part = "<p>a</p><div><p>b</p><section><p>c</p></section><p>d</p></div><ul><li>e</li></ul>"
    page = f"<html><body><h1>t</h1>{part * n_parts}</body></html>"
    root, _ = parse_html(page, Limits())
    _, nodes = walk_tree(root)
    tree = root.getroottree()
    assert [tree.xpath(node.path)[0].tag for node in nodes] == [node.tag for node in nodes]
    assert_known_paths(root, nodes)
    _, inner = walk_tree(root[0])
    assert [node.path for node in inner] == [node.path for node in nodes if "/body" in node.path]


def test_a_part_of_a_tree_is_walked_alone() -> None:
    """Its paths begin at the root of the whole; the text behind it is not its own."""
    root = etree.fromstring("<html><body><div><p>a</p></div>tail<p>b</p></body></html>")
    blocks, nodes = walk_tree(root[0][0])
    assert [block.text for block in blocks] == ["a"]
    assert nodes[0].path == "/html/body/div"


TAGS = (
    *("p", "div", "span", "b", "a href=x", "ul", "li", "table", "tr", "td", "h1", "nav", "aside"),
    *("form", "article", "section", "pre", "blockquote", "figure", "button", "select", "option"),
    *("script", "style", "noscript", "template", "svg", "title", "x-y", "o:p", "head", "body"),
)
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag.split()[0]}>" for tag in TAGS]),
    st.sampled_from(["<br>", "<br/>", "<img>", "<!-- q -->", "&nbsp;", "&shy;", "&lt;", "&", "<"]),
    st.text(alphabet="aé1 \n漢‍.", min_size=1, max_size=6),
)


@given(st.lists(PIECES, max_size=40))
def test_no_letter_is_lost_and_none_is_added(pieces: list[str]) -> None:
    """However tags are nested, closed or not closed."""
    root, _ = parse_html("".join(pieces), Limits())
    if root is None:
        return
    blocks, nodes = walk_tree(root)
    assert letters(block.text for block in blocks) == letters(visible(root))
    for block in blocks:
        assert block.text.strip()
        assert all(0 <= mark.start < mark.end <= len(block.text) for mark in block.marks)
    assert_paths_lead_home(root, nodes)
