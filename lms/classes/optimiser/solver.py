"""HiGHS, if it is installed: columns with costs and bounds, rows with bounds, and something known to begin with."""

from collections.abc import Sequence

try:
    import highspy
    import numpy
except ImportError:  # the extra `optimise` is not there
    INSTALLED = False
else:
    INSTALLED = True

Row = tuple[float, float, list[tuple[int, float]]]  # from, until, and the factors of its columns


def better(
    cost: Sequence[float], bounds: Sequence[tuple[float, float]], whole: Sequence[bool], rows: Sequence[Row],
    known: list[float], seconds: float,
) -> list[float]:  # fmt: skip
    """Values of the columns that are worth at least as much as the known ones; found with one thread and one seed, so
    that time alone can make a difference."""
    solver = highspy.Highs()
    for option, wanted in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", 1e-5),
                           ("time_limit", seconds)):  # fmt: skip
        solver.setOptionValue(option, wanted)
    solver.passModel(_model(cost, bounds, whole, rows))
    start = highspy.HighsSolution()
    start.col_value = known
    solver.setSolution(start)
    solver.run()
    feasible = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    found = list(solver.getSolution().col_value)
    gain = sum(each * (new - old) for each, new, old in zip(cost, found, known, strict=False))
    return found if feasible and len(found) == len(known) and gain >= 0 else known


def _model(
    cost: Sequence[float], bounds: Sequence[tuple[float, float]], whole: Sequence[bool], rows: Sequence[Row]
) -> "highspy.HighsLp":
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(cost), len(rows)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = numpy.array(cost, float)
    model.col_lower_, model.col_upper_ = numpy.array(bounds, float).reshape(-1, 2).T.copy()
    model.row_lower_ = numpy.array([low for low, _, _ in rows], float)
    model.row_upper_ = numpy.array([high for _, high, _ in rows], float)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = numpy.cumsum([0, *(len(entries) for _, _, entries in rows)])
    model.a_matrix_.index_ = numpy.array([column for _, _, entries in rows for column, _ in entries])
    model.a_matrix_.value_ = numpy.array([factor for _, _, entries in rows for _, factor in entries], float)
    kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
    model.integrality_ = [kinds[each] for each in whole]
    return model
