"""`yorisoi simulate`: one published row as believable case histories, through the ordinary decisions."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from deploy.house import opened
from deploy.simulation import figures, planting
from deploy.simulation.alone import alone
from deploy.simulation.figures import NotThere, Row
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.settings import Settings


def simulate(given: Namespace, settings: Settings) -> int:
    """Plant the row, bring the tables up to date, end. A killed run goes on where it was."""
    try:
        found = figures.read(given.figures)
        row = _row(found, given)
        planting.accommodate(settings.home, row, lambda: _bare(settings))
        with opened(settings) as house, alone(house.address):
            planted = planting.plant(planting.Ground.of(house), found, row, given.seed, print)
            planting.catch_up(house, print)
    except NotThere as refusal:
        raise VerbRefused(str(refusal)) from None
    print(f"「{row.id}」を再現しました。{planted.cases:,}件のケース、{planted.facts:,}件の記録。")
    return 0


def _bare(settings: Settings) -> bool:
    """Whether the installation was only set up: nothing recorded, no demo begun."""
    with opened(settings) as house:
        return not house.marker.demo and house.recorded == 0


def _row(found: figures.Figures, given: Namespace) -> Row:
    if given.row:
        return found.row(given.row)
    if not given.body or given.fiscal_year is None:
        raise VerbRefused("--row か、--body と --fiscal-year を指定してください。")
    return found.of(given.body, given.fiscal_year, given.month)


def options(parser: ArgumentParser) -> None:
    """Which row of which file."""
    parser.add_argument("--figures", type=Path, required=True, help="公表値のファイル(JSON)")
    parser.add_argument("--row", help="行の id(例: FY2024/中核市/甲府市)")
    parser.add_argument("--body", help="自治体または区の名(例: 大阪市)")
    parser.add_argument("--fiscal-year", type=int, help="年度(西暦)")
    parser.add_argument("--month", type=int, choices=range(1, 13), metavar="1-12", help="月")
    parser.add_argument("--seed", type=int, default=1, help="同じ番号は同じ記録になります")


VERB = Verb("simulate", "公表値の一行を、ケースの記録として再現する", OPERATOR, simulate, options)
