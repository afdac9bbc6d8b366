"""Bytes to text, text to trees, trees to blocks.  The only room that builds a markup parser."""
