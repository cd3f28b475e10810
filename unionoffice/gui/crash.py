"""The last door: an error nobody foresaw is logged and told in one sentence, without anybody's data."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

from PySide6.QtWidgets import QApplication

from unionoffice.gui.messages import Messages

_LOG = logging.getLogger(__name__)
SENTENCE = (
    "程序遇到了没有料到的情况，刚才的操作可能没有完成。已保存的登记不受影响。请重试；如再次出现，请重新启动程序。"
)


class CrashBox:
    """Takes the place of sys.excepthook while the window runs."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._is_open = False

    def handle(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        """Log where it happened and tell the clerk once; the error's own words may hold data and are not written."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(at)]
        _LOG.error("%s at %s", kind.__name__, " < ".join(reversed(places)))
        if not self._is_open:
            self._is_open = True
            self._messages.warn(SENTENCE)
            self._is_open = False
