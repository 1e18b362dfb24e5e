"""Something to listen to, with what is said in it: for items in which it stands above a question."""

from dataclasses import dataclass

from guildhall.qti.model import Node


@dataclass(frozen=True)
class Recording:
    """A recording: its address, and what is heard in words, a paragraph a line."""

    address: str
    transcript: str

    @property
    def node(self) -> Node:
        lines = [" ".join(each.split()) for each in self.transcript.splitlines()]
        return Node("audio", {"src": self.address}, tuple(Node("p", {}, (each,)) for each in lines if each))


def recording_of(node: Node) -> Recording | None:
    """The recording of a node that was written as one; None for anything else."""
    found = Recording(node.get("src"), "\n".join(each.text for each in node.elements))
    return found if node.name == "audio" and found.node == node else None
