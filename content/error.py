"""What is wrong with a content file, said so that the reader can mend it."""


class ContentError(Exception):
    """A content file cannot be used; names the file, the key and the remedy."""

    def __init__(self, file: str, key: str, remedy: str) -> None:
        super().__init__(f"{file}: {key}: {remedy}")
        self.file = file
        self.key = key
        self.remedy = remedy
