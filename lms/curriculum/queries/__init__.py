"""Reads of published content."""

from lms.curriculum.queries.editions import (
    BOOK, COUNTRY, INSTRUMENT, LAYER, MODULE, PROGRAMME, TEST, document, document_of, edition, forget, history,
    latest, latest_ids, look_again, newest, newest_id, parsed, said_on,
)  # fmt: skip
from lms.curriculum.queries.media_files import media_bytes, media_file
from lms.curriculum.queries.modules import (
    edition_ids_of, editions_in, latest_layers, layers, module, module_in, modules, newest_module, regions_of,
    source_files, sources_of,
)  # fmt: skip
from lms.curriculum.queries.opened import opened_in
from lms.curriculum.queries.phrasebooks import phrasebook, phrasebooks
from lms.curriculum.queries.places import (
    Destination, contacts, countries, country, country_names, destination, destination_called, duty_regions,
    emergency_numbers, entry_check, place_name, region_names,
)  # fmt: skip
from lms.curriculum.queries.programmes import (
    all_programmes, chain_of, destinations_of, instrument, newest_programme, newest_test, own_programme,
    own_programmes, pack_for, programme, programme_on, programmes, taught_in, test, tests, trainings, usual_destination,
    validity_months,
)  # fmt: skip
from lms.curriculum.queries.settings import (
    source_name, sources, stages, synonyms, writing_languages,
)  # fmt: skip

__all__ = [
    "BOOK", "COUNTRY", "INSTRUMENT", "LAYER", "MODULE", "PROGRAMME", "TEST", "Destination", "all_programmes",
    "chain_of", "contacts", "countries", "country", "country_names", "destination", "destination_called",
    "duty_regions", "destinations_of", "document", "document_of", "edition", "edition_ids_of", "editions_in",
    "emergency_numbers", "entry_check", "forget", "history", "instrument", "latest", "latest_ids",
    "latest_layers", "layers", "look_again", "media_bytes", "media_file", "module", "module_in", "modules",
    "newest", "newest_id", "newest_module", "newest_programme", "newest_test", "own_programme", "own_programmes",
    "opened_in", "pack_for", "parsed", "phrasebook", "phrasebooks", "place_name", "programme", "programme_on",
    "programmes", "region_names", "regions_of", "said_on", "source_files", "source_name", "sources", "sources_of",
    "stages", "synonyms", "taught_in", "test", "tests", "trainings", "usual_destination", "validity_months",
    "writing_languages",
]  # fmt: skip
