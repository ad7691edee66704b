"""The errors that the workbench raises: each says what was received, what is allowed and what to do."""


class WorkbenchError(Exception):
    """Base of every error that the workbench raises on purpose."""


class InputError(WorkbenchError):
    """A file, folder or record that cannot be used; the message names it and says what to do."""


class TableError(WorkbenchError):
    """A frame that is not the table it should be; the message names the table and the column."""


class EditError(WorkbenchError):
    """Edits that cannot be applied: they overlap, or lie outside the text."""


class CaseError(WorkbenchError):
    """A case folder that cannot be opened or is set up wrongly."""


class ReviewError(WorkbenchError):
    """A decision that cannot be recorded or applied."""


class ReportError(WorkbenchError):
    """A report that could not be built."""


class MemoryLimitError(WorkbenchError):
    """Work that takes more memory than there is; the message says what is kept and what to do."""
