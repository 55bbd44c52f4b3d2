"""Why each thing is asked: what has no reason here is not asked."""

from flask_babel import lazy_gettext as _l

WHY = {
    "family_name_latin": _l("It stands on the certificate, as in the passport."),
    "given_name_latin": _l("It stands on the certificate, as in the passport."),
    "family_name": _l("So that the certificate also says it in your own letters."),
    "given_name": _l("So that the certificate also says it in your own letters."),
    "patronymic": _l("It tells people of the same name apart."),
    "birth_date": _l("It tells people of the same name apart, and lessons depend on the age."),
    "sex": _l("So that the class and the trainer suit you."),
    "phone": _l("So that we can tell you about your class."),
    "home": _l("So that we find the centre near you."),
    "jamoat": _l("So that we know where a centre is needed."),
    "country": _l("The lessons are about the laws of that country."),
    "country_region": _l("So that the lessons name the offices of that place."),
    "occupation": _l("So that the lessons fit your work."),
    "departs_on": _l("So that you finish the course before you leave."),
    "first_time": _l("Who leaves for the first time gets a seat first."),
    "language": _l("So that you understand everything."),
    "has_internet": _l("With internet you can read a part at home."),
    "reads_alone": _l("So that somebody reads aloud, if you prefer to listen."),
    "needs": _l("So that the centre prepares it. Only the centre sees it."),
    "family": _l("So that a chair is kept in the family hour."),
    "education": _l("So that the trainer explains neither too much nor too little."),
    "speaks": _l("So that we can offer language lessons to those who need them."),
    "safety_training": _l("Who was trained already does not need the extra day of safety and first aid."),
    "oriented_on": _l("A course is valid for two years; after that it is due again."),
    "contract_months": _l("For long contracts the course may be required."),
    "employer": _l("So that your family and the embassy can find you if something happens."),
    "returned_on": _l("So that we can offer you help at home and ask how it went."),
    "papers": _l("So that employers and schools can see what you have learned."),
}
