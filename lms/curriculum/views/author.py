"""The author's desk: what is fresh, what is missing, what must be read again, and how questions do."""

from flask import current_app, render_template, request

from lms.core import clock
from lms.curriculum import naming, queries
from lms.curriculum.messages import BREAKS, FRESHNESS, LEVELS, METHODS, TERMS
from lms.curriculum.permissions import AUTHORS
from lms.curriculum.queries import proposals as backlog
from lms.curriculum.rules import mix
from lms.curriculum.rules.fields import said_of
from lms.curriculum.rules.notes import notes, planned_minutes
from lms.curriculum.rules.review import Freshness, facts_in_use, facts_of, freshness, review_due
from lms.curriculum.rules.time_log import lay_out
from lms.curriculum.views.blueprint import blueprint
from lms.web.access import only
from lms.web.locale import language
from lms.web.sentences import sentence


@blueprint.get("/author")
@only(*AUTHORS)
def author():
    """Modules as rows, languages as columns; what is overdue comes first."""
    modules = sorted(queries.modules(), key=lambda each: (review_due(each), each.slug))
    languages = queries.writing_languages()
    editions = queries.source_files(each.slug for each in modules)
    source = next(iter(languages))
    return render_template(
        "curriculum/author.html",
        modules=modules,
        layers=sorted(queries.layers(), key=lambda each: (review_due(each), each.slug, each.region)),
        regions=queries.region_names(),
        writing=languages,
        states={
            each.slug: {code: freshness(editions[each.slug], code, source) for code in languages} for each in modules
        },
        labels=FRESHNESS,
        Freshness=Freshness,
        review_due=review_due,
        stages={stage["id"]: stage["names"] for stage in queries.stages()},
        place_name=queries.place_name,
        books=queries.phrasebooks(),
        programmes=queries.all_programmes(),
        offered={each.slug for each in queries.own_programmes()},
        today=clock.today(),
        waiting=[each for each in modules if each.waits_for_agreement],
        open_proposals=backlog.count_open(),
    )


@blueprint.get("/author/facts")
@only(*AUTHORS)
def author_facts():
    """Every fact that may change, once, with its source and where it is used; what is past its date comes first."""
    today, uses = clock.today(), facts_in_use([*queries.modules(), *queries.layers()])
    return render_template(
        "curriculum/author_facts.html",
        uncompared=sum(not use.fact.compared_with for use in uses),
        uses=uses,
        overdue=sum(use.fact.review_by < today for use in uses),
        sources=queries.sources(),
        source_name=queries.source_name,
        countries=queries.country_names(),
        regions=queries.region_names(),
        place_name=queries.place_name,
        today=today,
    )


@blueprint.get("/author/modules/<slug>")
@only(*AUTHORS)
def author_module(slug: str):
    """One module as trainees read it, and everything behind it."""
    region = request.args.get("region")
    found = queries.newest_module(slug, region)
    history = queries.history(queries.LAYER, f"{slug}@{region}") if region else queries.history(queries.MODULE, slug)
    return render_template(
        "curriculum/author_module.html",
        module=found,
        words=found.said(language()),
        history=history,
        facts=facts_of(found.facts),
        sources=queries.sources_of(found, language()),
        figures=current_app.extensions["item_figures"](queries.edition_ids_of(slug)),
        regions=queries.regions_of(found),
        place_name=queries.place_name,
        methods=METHODS,
        levels=LEVELS,
        today=clock.today(),
    )


@blueprint.get("/author/programmes/<slug>")
@only(*AUTHORS)
def author_programme(slug: str):
    """A programme's days and minutes, and what to look at."""
    found = queries.newest_programme(slug)
    today, modules = clock.today(), queries.taught_in(found)
    newest = queries.latest_ids(queries.MODULE)
    return render_template(
        "curriculum/author_programme.html",
        programme=found,
        modules=modules,
        plans={each.id: list(lay_out(each, [today] * len(each.days))) for each in found.variants},
        planned=planned_minutes,
        shares=lambda day: mix.shares(mix.minutes_by_method(day.blocks, modules)),
        methods=METHODS,
        breaks=BREAKS,
        chain=queries.chain_of(found),
        labels=TERMS,
        duty_regions=queries.duty_regions,
        naming=naming,
        said_of=said_of,
        notes=[sentence(each.kind, **each.values) for each in notes(found, modules, newest, today, language())],
    )
