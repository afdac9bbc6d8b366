"""Text copied from the Varn agency's desk: its first line says so."""

from attrs import evolve

from newsparse.document import Field


def match(document, raw):
    """Whether the text begins with the desk's banner."""
    return raw.lstrip().startswith("VARN DESK")


def apply(document, raw, report):
    """Name the provider, which the banner stands for."""
    provider = Field(name="metadata.provider", value="Varn", source="varn", binding=True)
    return evolve(document, fields=(*document.fields, provider))
