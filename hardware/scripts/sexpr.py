"""Read and write KiCad's s-expressions: nested lists of bare words and quoted strings."""
import re

_TOKEN = re.compile(r'\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|([^\s()"]+))')


class Quoted(str):
    """A string that KiCad writes between double quotes."""


def parse(text):
    """The top-level expressions of `text`."""
    stack = [[]]
    for opened, closed, quoted, bare in _TOKEN.findall(text):
        if opened:
            stack.append([])
        elif closed:
            done = stack.pop()
            stack[-1].append(done)
        elif bare:
            stack[-1].append(bare)
        else:
            stack[-1].append(Quoted(re.sub(r'\\(.)', r'\1', quoted)))
    return stack[0]


def parse_file(path):
    """The single top-level expression of a file."""
    with open(path, encoding="utf-8") as file:
        return parse(file.read())[0]


def children(node, tag):
    """The sub-lists of `node` that start with `tag`."""
    return [item for item in node if isinstance(item, list) and item and item[0] == tag]


def child(node, tag):
    """The only, or first, sub-list that starts with `tag`; None without one."""
    found = children(node, tag)
    return found[0] if found else None


def _atom(item):
    if isinstance(item, Quoted):
        escaped = item.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(item, float):
        return f"{item:.4f}".rstrip("0").rstrip(".")
    return str(item)


def dump(node, depth=0):
    """Text of an expression, one nested list per line, tabs for depth, as KiCad writes it."""
    pad = "\t" * depth
    if not any(isinstance(item, list) for item in node):
        return pad + "(" + " ".join(_atom(item) for item in node) + ")"
    head = []
    rest = list(node)
    while rest and not isinstance(rest[0], list):
        head.append(_atom(rest.pop(0)))
    lines = [pad + "(" + " ".join(head)]
    for item in rest:
        lines.append(dump(item, depth + 1) if isinstance(item, list) else "\t" * (depth + 1) + _atom(item))
    lines.append(pad + ")")
    return "\n".join(lines)
