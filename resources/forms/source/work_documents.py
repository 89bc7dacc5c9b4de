# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker's request for papers about the work (Labour Code, art. 62)."""

from typeset import blocks
from typeset.sheet import Field, Tick

TITLE = "Запрос документов о работе"
LAW = "Трудовой кодекс Российской Федерации, статья 62"

PAPERS = (
    ("copy_hiring", "копию приказа о приёме на работу"),
    ("copy_transfer", "копии приказов о переводах"),
    ("copy_dismissal", "копию приказа об увольнении"),
    ("extract_book", "выписку из трудовой книжки"),
    ("note_wage", "справку о заработной плате"),
    ("note_fees", "справку о страховых взносах"),
    ("note_time", "справку о времени работы"),
    ("other_paper", "другое, названное ниже"),
)


def write(sheet):
    with sheet.aside():
        tip = "Работодатель: название, должность и имя руководителя"
        sheet.lines("addressee", tip, 2, "название; должность и имя руководителя", label="кому:")
        blocks.applicant(sheet)
    sheet.heading("Заявление", "о выдаче документов, связанных с работой")
    post = Field("post", "Ваша должность или профессия и отдел", caption="должность или профессия, отдел")
    sheet.row("Я работаю (работал, работала):", post)
    since = Field("since", "С какого дня работаете или работали", 34, max_length=16)
    until = Field("until", "По какой день работали; если работаете, прочерк", 34, max_length=16)
    sheet.row("с", since, "по", until, "(если работаю, прочерк)")
    sheet.skip(3)
    sheet.paragraph("На основании статьи 62 Трудового кодекса Российской Федерации прошу выдать мне:")
    sheet.skip(2)
    for start in range(0, len(PAPERS), 2):
        sheet.tick_row(*((Tick(name, words.capitalize()), words) for name, words in PAPERS[start : start + 2]))
    sheet.lines(
        "details",
        "За какое время нужны справки, какие ещё документы, сколько экземпляров",
        6,
        "за какое время нужны справки, какие ещё документы, сколько экземпляров",
    )
    blocks.date_and_signature(sheet)
    sheet.memo(
        "Копии и справки обязаны выдать не позднее трёх рабочих дней со дня подачи заявления, заверенными "
        "и бесплатно (статья 62). Просить их можно и после увольнения.",
        "Отдайте заявление под отметку на втором экземпляре или отправьте заказным письмом с описью.",
        "Если не выдали, обратитесь в государственную инспекцию труда или в прокуратуру.",
    )
