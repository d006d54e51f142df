"""Another program: a small window from which files can be dragged."""

import sys

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


class Source(QLabel):
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.property("seen"):
            self.setProperty("seen", True)
            say("seen")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag = QDrag(self)
        drag.setMimeData(data)
        say(drag.exec(Qt.DropAction.CopyAction).name)


app = QApplication(sys.argv[:1])
source = Source("drag me")
source.setGeometry(1320, 40, 200, 200)
source.show()
app.exec()
