# SPDX-License-Identifier: GPL-3.0-or-later
"""A request to an archive for what its papers tell of a person (125-ФЗ, art. 24–26)."""

from typeset import blocks
from typeset.sheet import Field, Tick

TITLE = "Запрос в архив"
LAW = "Федеральный закон от 22.10.2004 № 125-ФЗ «Об архивном деле в Российской Федерации», статьи 24–26"

SUBJECTS = (
    ("about_work", "о стаже работы или службы"),
    ("about_wage", "о заработной плате"),
    ("about_study", "об учёбе"),
    ("about_award", "о награждении, присвоении звания"),
    ("about_kin", "о рождении, браке, смерти, родстве"),
    ("about_other", "о другом"),
)
ANSWERS = (("post", "почтой"), ("hand", "лично в архиве"), ("email", "электронной почтой"))


def person(sheet):
    sheet.section("О ком нужны сведения")
    tip = "Фамилия, имя, отчество того, о ком нужны сведения, и прежние фамилии"
    sheet.lines("person_name", tip, 2, "фамилия, имя, отчество; прежние фамилии и годы перемены")
    birth = Field("person_birth", "День рождения того, о ком нужны сведения", caption="день, месяц, год")
    kin = Field("person_kin", "Кем он вам приходится", caption="кем он мне приходится; если это я, прочерк")
    sheet.row("родился(лась)", birth, kin)


def subject(sheet):
    sheet.section("Какие сведения нужны")
    sheet.skip(1.5)
    for start in range(0, len(SUBJECTS), 2):
        sheet.tick_row(*((Tick(name, words.capitalize()), words) for name, words in SUBJECTS[start : start + 2]))


def write(sheet):
    with sheet.aside():
        sheet.lines("addressee", "Название архива", 2, "название архива, город или район", label="в")
        blocks.applicant(sheet)
    sheet.heading("Запрос", "о выдаче архивной справки")
    person(sheet)
    subject(sheet)
    sheet.lines(
        "place",
        "Где работал, учился, жил: полное название и место",
        None,
        "где это было: полное название предприятия, цеха, школы, села; должность, специальность",
    )
    sheet.break_page()
    since = Field("since", "С какого года или дня", 34, max_length=16)
    until = Field("until", "По какой год или день", 34, max_length=16)
    sheet.row("за время с", since, "по", until)
    sheet.lines(
        "known",
        "Что ещё поможет поиску: номера приказов, даты приёма и увольнения, записи трудовой книжки",
        13,
        "что поможет поиску: номера и даты приказов, записи трудовой книжки, имена родителей",
    )
    purpose = Field("purpose", "Для чего нужна справка", caption="например: для пенсии, для льготы, для себя")
    sheet.row("Справка нужна", purpose)
    sheet.skip(3)
    sheet.paragraph("Ответ прошу передать:")
    sheet.skip(2)
    sheet.tick_row(*((Tick("answer", f"Ответ {words}", value), words) for value, words in ANSWERS))
    sheet.row(
        "адрес электронной почты:",
        Field("email", "Адрес электронной почты, если хотите получить ответ туда", caption="если он нужен для ответа"),
    )
    blocks.enclosures(sheet, 4, "копии трудовой книжки, свидетельств, доверенности")
    blocks.date_and_signature(sheet)
    sheet.memo(
        "Справки, которые нужны для пенсии, льгот и компенсаций, архив выдаёт бесплатно (статья 26).",
        "Чем точнее названы место и годы, тем вернее найдут. Не знаете, в каком архиве документы, — спросите "
        "архивную службу района или республики.",
        "К сведениям о личной и семейной тайне доступ закрыт 75 лет; раньше его даёт сам человек, а после "
        "его смерти наследники (статья 25). Приложите копии, которые подтверждают родство.",
    )
