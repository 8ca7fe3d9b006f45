import type { Action, Reply } from "#cards/card";
import { type Line, type Listed, lineCount, listCard } from "#cards/list-card";
import { noteCard } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { halfYearOf, localDate } from "#domain/calendar";
import { isHeard, type Kind } from "#domain/kind";
import { unitPath } from "#domain/municipality";
import { holders, lineOfCommand, rolesOn } from "#domain/person";
import type { Facts, UnitId } from "#domain/record";
import { type Caller, refuse } from "./caller.ts";
import { linesOf, queried, type Reader } from "./lines.ts";
import { below, type Counted, countable, halvesTo, ledBy, openActions, overview } from "./overview.ts";
import { roleHolders } from "./people.ts";
import { fresh } from "./perform.ts";
import { byOf, deskOf, type Item, keyOf, ownOf, restrictedUnit, shelfOf } from "./storage/store.ts";

/** Shows a list to whoever asked for it. Each line has been checked on its own record. */
export async function showList(caller: Caller, action: Extract<Action, { do: "list" }>): Promise<Reply> {
  const reader = await fresh(caller);
  const { house, person } = reader;
  const register = action.of === "register" ? house.register[action.kind ?? ""] : undefined;
  const words = action.of === "register" ? register?.words.register : say.lists[action.of];
  if (!words) return refuse(caller, undefined, { key: "oldCard" });
  const answer = (listed: Listed): Reply => ({
    type: "card",
    card: listCard(action, words, listed, localDate(house.now())),
  });
  const all = (lines: readonly Line[]) => answer(pageOf(lines, action.page));
  switch (action.of) {
    case "mine":
      // At a shared account the next person would see what others reported.
      return all(person.shared ? [] : await mineOf(reader));
    case "work":
      return all(await workOf(reader));
    case "compiled":
      return all(await compiledOf(reader));
    case "actions":
      return all(await ownedBy(reader));
    case "unit":
    case "balance": {
      const units = ledBy(reader);
      if (units.length === 0) return { type: "card", card: noteCard(words.title, [say.lists.notYours]) };
      const { counted, figures } =
        action.of === "unit"
          ? await overview(reader, units)
          : { counted: await openActions(reader, units), figures: [] };
      const page = pageOf(counted.toSorted(byDueFact), action.page);
      const items = page.lines.map(({ item }) => item);
      return answer({ ...page, lines: await linesOf(reader, items, () => true), figures });
    }
    case "register": {
      const units = register ? knownIn(reader, register.kind) : [];
      if (!register || units.length === 0)
        return { type: "card", card: noteCard(words.title, [say.lists.notYours]) };
      const page = pageOf(await registerOf(reader, register.kind, units), action.page);
      const items = page.lines.map(({ item }) => item);
      return answer({ ...page, lines: await linesOf(reader, items, () => true) });
    }
  }
}

/** The units of which the reader may know what there is of a kind. */
export function knownIn(reader: Reader, kind: Kind): readonly UnitId[] {
  const { house, municipality, person } = reader;
  if (kind.public) return municipality.units.map(({ id }) => id);
  const knowing = [...(kind.readers ?? []), ...(kind.starts ?? [])];
  const held = rolesOn(person, localDate(house.now())).filter(({ role }) => knowing.includes(role));
  return [...ledBy(reader), ...held.flatMap(({ unit }) => below(municipality, unit))];
}

/** The records of a kind that stand, or have not ended, and that the reader may know of, in the kind's order. */
async function registerOf(reader: Reader, kind: Kind, units: readonly UnitId[]): Promise<Counted[]> {
  const { house, person } = reader;
  const { register } = kind;
  if (!register) return [];
  const half = halfYearOf(localDate(house.now()));
  const shelves =
    kind.shelf === "standing"
      ? [shelfOf.standing(person.tenant, kind.name)]
      : halvesTo(half).map((each) => shelfOf.halfYear(person.tenant, each));
  const items = (await queried(house, "shelf", shelves)).filter(
    ({ facts }) => (facts as Facts | undefined)?.kind === kind.name,
  );
  const standing = (await countable(reader, items, units)).filter(
    ({ facts }) => !kind.ended.includes(String(facts.state)),
  );
  const by = ({ facts }: Counted) => String(facts[register.by] ?? "");
  const way = register.descending ? -1 : 1;
  return standing.sort((a, b) => way * by(a).localeCompare(by(b), "sv", { numeric: true }));
}

function pageOf<T>(lines: readonly T[], asked = 0): { lines: readonly T[]; page: number; total: number } {
  const page = Math.min(asked, Math.max(0, Math.ceil(lines.length / lineCount) - 1));
  const shown = lines.slice(page * lineCount, (page + 1) * lineCount);
  return { lines: shown, page, total: lines.length };
}

/** What is due first at the top, then what has no day. */
const byDue = (a: Line, b: Line) => (a.next?.due ?? "9999").localeCompare(b.next?.due ?? "9999");
const byDueFact = (a: Counted, b: Counted) =>
  String(a.facts.due ?? "9999").localeCompare(String(b.facts.due ?? "9999"));

/** So many of one's own reports are listed. */
const mostReports = 50;

/** One's own reports, the newest first. */
async function mineOf(reader: Reader): Promise<Line[]> {
  const { house, person } = reader;
  const items = await queried(house, "reporter", [byOf(person.tenant, person.id)]);
  // What somebody has begun for others, such as an action, is no report of theirs.
  const reports = items.filter(({ kind }) => {
    const found = house.register[String(kind)]?.kind;
    return found && isHeard(found);
  });
  const newest = reports
    .toSorted((a, b) => String(b.bySK).localeCompare(String(a.bySK)))
    .slice(0, mostReports);
  return linesOf(reader, newest, (is) => is.includes("reporter"));
}

/**
 * What the person must act on, what is due first at the top: their desks, what is theirs alone, and what they have
 * been named to investigate wherever it lies. Each record says itself whether that holds.
 */
export async function workOf(reader: Reader): Promise<Line[]> {
  const { house, person } = reader;
  const keys = [...(await desksOf(reader)), ownOf(person.tenant, person.id)];
  const items = await queried(house, "desk", [...new Set(keys)]);
  const named = (person.named ?? []).map((id): Item => ({ ...keyOf.record(person.tenant, id) }));
  const mine = ["desk", "owner", "investigator"];
  const lines = await linesOf(
    reader,
    [...items, ...named],
    (is, isOpen) => isOpen && mine.some((relation) => is.includes(relation)),
  );
  return lines.sort(byDue);
}

/** The compilations that the person may read, the latest first. */
async function compiledOf(reader: Reader): Promise<Line[]> {
  const { house, person } = reader;
  const kinds = Object.values(house.register).filter(({ kind }) => kind.compiles);
  const shelves = kinds.map(({ kind }) => shelfOf.standing(person.tenant, kind.name));
  const items = await queried(house, "shelf", shelves);
  const newest = items.toSorted((a, b) => String(b.shelfSK).localeCompare(String(a.shelfSK)));
  return (await linesOf(reader, newest, () => true)).slice(0, mostReports);
}

/** What the person has undertaken to do. */
async function ownedBy(reader: Reader): Promise<Line[]> {
  const { house, person } = reader;
  const items = await queried(house, "desk", [ownOf(person.tenant, person.id)]);
  return (await linesOf(reader, items, (is) => is.includes("owner"))).sort(byDue);
}

/**
 * The desks where a person may have to act today: those of their own roles at and below their units, and, where
 * somebody might be missing, those of the roles that fall to them.
 */
async function desksOf({ municipality, person, house }: Reader): Promise<string[]> {
  const day = localDate(house.now());
  const people = await roleHolders(house, person.tenant);
  const pathOf = (unit: UnitId) => unitPath(municipality, unit).map(({ id }) => id);
  const empty = (role: string, unit: UnitId) => holders(people, role, pathOf(unit), day).length === 0;
  return rolesOn(person, day).flatMap(({ role, unit }) => {
    const units = below(municipality, unit);
    const own = [...units, restrictedUnit].map((place) => deskOf(person.tenant, role, place));
    const others = standIns.includes(role) ? desks.filter((other) => other !== role) : [];
    const fallen = others.flatMap((other) => [
      // A manager's desk may be held only by somebody with a conflict of interest: the record decides.
      ...units
        .filter((place) => other === "unitManager" || empty(other, place))
        .map((place) => deskOf(person.tenant, other, place)),
      deskOf(person.tenant, other, restrictedUnit),
    ]);
    return [...own, ...fallen];
  });
}

/** The desks that a case can lie at; when nobody sits there, it falls to one of the first four (see `deskNow`). */
const standIns = [...lineOfCommand, "sas"];
const desks = [
  ...standIns,
  "mas",
  "mar",
  "qualityCoordinator",
  "workingCommittee",
  "committeeSecretary",
  "contractManager",
];
