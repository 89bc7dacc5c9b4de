# SPDX-License-Identifier: GPL-3.0-or-later
"""Pieces that most papers share: a person, a date, what is enclosed, the signature at the end."""

from .sheet import Field, Pen

NAME = "фамилия, имя, отчество (последнее — при наличии)"
DOCUMENT = "паспорт или иной документ: серия, номер, кем и когда выдан"


def day(prefix, tip):
    """Return the items of a date as Russian papers write it: «__» ________ 20__ г."""
    return (
        "«",
        Field(f"{prefix}_day", f"{tip}: день", 9, max_length=2),
        "»",
        Field(f"{prefix}_month", f"{tip}: месяц", 30, max_length=10),
        "20",
        Field(f"{prefix}_year", f"{tip}: две последние цифры года", 9, max_length=2),
        "г.",
    )


def applicant(sheet):
    """Name, in the column of the two sides of a letter, the one who writes it."""
    sheet.lines("applicant_name", "Ваши фамилия, имя, отчество (если оно есть)", 2, NAME, label="от")
    sheet.lines("applicant_address", "Ваш почтовый адрес с индексом", 2, "почтовый адрес с индексом")
    sheet.row("тел.", Field("applicant_phone", "Ваш телефон, если хотите его назвать", caption="по желанию"))


def person(sheet, start, prefix, whose, lines=2):
    """Name a side of a deed by name, document and address; *start* is the word before the name."""
    name = Field(f"{prefix}_name", f"Фамилия, имя, отчество {whose}", caption=NAME)
    sheet.row(start, name)
    tip = f"Документ {whose}: серия, номер, кем и когда выдан"
    sheet.lines(f"{prefix}_document", tip, lines, DOCUMENT, label="документ:")
    sheet.row(
        "адрес:", Field(f"{prefix}_address", f"Адрес места жительства {whose}", caption="место жительства")
    )


def place_and_date(sheet, tip):
    place = Field("place", "Город, посёлок или село, где составлен документ", caption="город, посёлок, село")
    sheet.row(place, *day("date", tip))


def enclosures(sheet, count=2, caption=""):
    tip = "Названия приложенных документов и число листов"
    sheet.lines("enclosures", tip, count, caption, label="Приложения:")


def date_and_signature(sheet):
    """Close a letter as every letter is closed: the day, the signature and whose it is."""
    sheet.skip(3)
    signer = Field("signer_name", "Фамилия и инициалы того, кто подписывает", caption="фамилия, инициалы")
    sheet.row(*day("date", "Дата подписания"), Pen(36, "подпись"), signer)
