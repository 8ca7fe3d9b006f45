import type { Reply } from "#cards/card";
import { readingCard, type ToRead } from "#cards/reading-card";
import type { ReadBy } from "#cards/record-card";
import { localDate, plusDays, workingDayFrom } from "#domain/calendar";
import { fits } from "#domain/figure";
import type { Kind } from "#domain/kind";
import { unitPath } from "#domain/municipality";
import { rolesOn } from "#domain/person";
import type { Answer, Entry, LocalDate, PersonId, RecordId, UnitId } from "#domain/record";
import type { Caller } from "./caller.ts";
import { queried, type Reader } from "./lines.ts";
import { below, ledBy } from "./overview.ts";
import { nameOf, roleHolders } from "./people.ts";
import { openCase } from "./read.ts";
import { type Standing, standing } from "./standing.ts";
import { keyOf, signsOf, staffOf } from "./storage/store.ts";

/** What is to be read by whoever works where it applies, and who has confirmed that they have. */

/** A confirmation that is to be given every year holds so long. */
const yearDays = 365;

/** A kind whose records are to be read, by those who must. */
type Read = NonNullable<Kind["reading"]>;

/** From which day a record is to be read by whoever read it on `signed`; undefined: not at all, or not again. */
function dueOf(
  how: Answer | undefined,
  since: LocalDate,
  signed: LocalDate | undefined,
): LocalDate | undefined {
  const anew = !signed || signed < since;
  if (how === undefined || how === "no") return undefined;
  // The morning after it was adopted is the first on which anybody hears of it.
  if (anew) return workingDayFrom(plusDays(since, 1));
  return how === "yearly" ? workingDayFrom(plusDays(signed, yearDays)) : undefined;
}

/** The day from which what stands now is to be read: that on which it was adopted, else listed. */
const sinceOf = (facts: Readonly<Record<string, Answer>>, { since }: Read) =>
  String(facts[`${since}On`] ?? facts.reportedOn) as LocalDate;

/** All that a person is to read, or to read again, each from its day; also days that are yet to come. */
export async function readingOf(reader: Reader): Promise<readonly ToRead[]> {
  const { house, municipality, person } = reader;
  if (person.shared) return [];
  const units = unitsOf(reader);
  const kinds = Object.values(house.register).filter(
    ({ kind }) => kind.reading && municipality.kinds.includes(kind.name),
  );
  const applying = await Promise.all(
    kinds.map(async ({ kind, words }) => {
      const records = await standing(house, person.tenant, kind);
      return nearest(reader, kind, records, units).flatMap(({ id, facts }) =>
        kind.reading && facts[kind.reading.field] !== "no"
          ? [{ id, facts, reading: kind.reading, name: words.called?.(facts) ?? words.name }]
          : [],
      );
    }),
  );
  const all = applying.flat();
  if (all.length === 0) return [];
  const signed = await signedBy(reader);
  const unitName = (id: Answer | undefined) => municipality.units.find((unit) => unit.id === id)?.name ?? "";
  return all
    .flatMap(({ id, facts, reading, name }): ToRead[] => {
      const adopted = sinceOf(facts, reading);
      const since = person.since && person.since > adopted ? person.since : adopted;
      // What somebody had read before they were first met is theirs to have read.
      const due = dueOf(facts[reading.field], since, signed.get(id));
      return due ? [{ id, name, unit: unitName(facts.unit), due }] : [];
    })
    .sort((a, b) => a.due.localeCompare(b.due));
}

/** Where somebody works or holds a role; of whoever does neither it is only known that they work here. */
function unitsOf({ house, municipality, person }: Reader): readonly UnitId[] {
  const held = rolesOn(person, localDate(house.now())).map(({ unit }) => unit);
  const own = person.unit ? [person.unit, ...held] : held;
  return own.length > 0 ? own : municipality.units.flatMap(({ id, parent }) => (parent ? [] : [id]));
}

/** What applies at some units: there or above; of the same name the nearest, which is its local variant or the same. */
function nearest(
  { municipality }: Pick<Reader, "municipality">,
  { searched, reading }: Kind,
  records: readonly Standing[],
  units: readonly UnitId[],
): readonly Standing[] {
  const named = new Map<string, Standing>();
  for (const { id: unit } of units.flatMap((each) => unitPath(municipality, each)))
    for (const record of records) {
      const name = String(record.facts[searched?.name ?? ""] ?? record.id);
      // What nobody has adopted stands in nobody's place.
      const holds = fits(record.facts, reading?.when);
      if (holds && record.facts.unit === unit && !named.has(name)) named.set(name, record);
    }
  return [...named.values()];
}

/** The units at and below a record's own at which it is the nearest of its name. */
async function unitsUnder(reader: Pick<Reader, "house" | "municipality">, kind: Kind, entry: Entry) {
  const records = await standing(reader.house, entry.tenant, kind);
  return below(reader.municipality, entry.unit).filter((unit) =>
    nearest(reader, kind, records, [unit]).some(({ id }) => id === entry.id),
  );
}

/** The day on which a person last confirmed having read each record. */
async function signedBy({ house, person }: Reader): Promise<ReadonlyMap<RecordId, LocalDate>> {
  const items = await queried(house, "reporter", [signsOf(person.tenant, person.id)]);
  const days = items.map((item) => String(item.bySK).split("#") as [LocalDate, RecordId]).sort();
  return new Map(days.map(([day, id]) => [id, day]));
}

/** The day on which a person confirmed having read a record as it stands; undefined when they have not, or not this year. */
export async function readOn(
  reader: Reader,
  { reading }: Kind,
  entry: Entry,
): Promise<LocalDate | undefined> {
  const how = reading && entry.answers[reading.field];
  if (!reading || !how || how === "no") return undefined;
  const day = (await signedBy(reader)).get(entry.id);
  const due = day && dueOf(how, sinceOf(entry.facts, reading), day);
  const isAnew = due !== undefined && plusDays(due, -1) <= localDate(reader.house.now());
  return isAnew ? undefined : day;
}

/** What the caller is to read today, as a card. */
export async function showReading(caller: Caller): Promise<Reply> {
  return { type: "card", card: readingCard(await readNow(caller)) };
}

async function readNow(reader: Reader): Promise<readonly ToRead[]> {
  const today = localDate(reader.house.now());
  return (await readingOf(reader)).filter(({ due }) => plusDays(due, -1) <= today);
}

/** Writes down that the caller has read a record, today: twice is once. What is left to read is shown. */
export async function sign(caller: Caller, entry: Entry, act: string): Promise<Reply> {
  const { house, person } = caller;
  const today = localDate(house.now());
  const key = keyOf.sign(person.tenant, entry.id, today, person.id);
  const at = house.now();
  await house.store.put({
    ...key,
    at,
    byPK: signsOf(person.tenant, person.id),
    bySK: `${today}#${entry.id}`,
  });
  if (caller.surface === "dialog") return openCase(caller, { do: "open", record: entry.id }, act);
  return { type: "card", card: readingCard(await readNow(caller), true) };
}

/**
 * Who is to have read a record, of those whom the reader answers for, and who has not. Undefined of what nobody must read, and to whoever answers for nobody there.
 */
export async function readBy(reader: Reader, kind: Kind, entry: Entry): Promise<ReadBy | undefined> {
  const { house } = reader;
  const how = kind.reading && entry.answers[kind.reading.field];
  const led = ledBy(reader);
  if (!kind.reading || !how || how === "no" || led.length === 0) return undefined;
  const units = (await unitsUnder(reader, kind, entry)).filter((unit) => led.includes(unit));
  if (units.length === 0) return undefined;
  const people = await peopleAt(reader, units);
  const since = sinceOf(entry.facts, kind.reading);
  const lastYear = plusDays(localDate(house.now()), -yearDays);
  const from = how === "yearly" && lastYear > since ? lastYear : since;
  const signed = await signedSince(reader, entry, from);
  const left = people.filter((id) => !signed.has(id));
  const names = await Promise.all(left.map((id) => nameOf(house, entry.tenant, id)));
  return {
    read: people.length - left.length,
    of: people.length,
    left: names.flatMap((name) => name ?? []).sort((a, b) => a.localeCompare(b, "sv")),
  };
}

/** Those who work or hold a role at some units; nobody stands behind a shared account. */
async function peopleAt(
  { house, municipality }: Pick<Reader, "house" | "municipality">,
  units: readonly UnitId[],
) {
  const { tenant } = municipality;
  const day = localDate(house.now());
  const working = await queried(
    house,
    "desk",
    units.map((unit) => staffOf(tenant, unit)),
  );
  const holding = (await roleHolders(house, tenant)).filter((holder) =>
    rolesOn(holder, day).some(({ unit }) => units.includes(unit)),
  );
  return [
    ...new Set([...working.map((item) => String(item.deskSK) as PersonId), ...holding.map(({ id }) => id)]),
  ];
}

async function signedSince({ house }: Pick<Reader, "house">, { tenant, id }: Entry, from: LocalDate) {
  const { PK } = keyOf.record(tenant, id);
  const signed = new Set<PersonId>();
  let next: string | undefined;
  do {
    const page = await house.store.query({
      pk: PK,
      begins: "SIGN#",
      newestFirst: true,
      ...(next && { from: next }),
    });
    const days = page.items.map(({ SK }) => SK.split("#") as [string, LocalDate, PersonId]);
    for (const [, day, person] of days) if (day >= from) signed.add(person);
    next = days.every(([, day]) => day >= from) ? page.next : undefined;
  } while (next !== undefined);
  return signed;
}

/** Some of those who work where a record applies, in the order of the table: who hears of it, a part at a time. */
export async function peopleWhere(
  reader: Pick<Reader, "house" | "municipality">,
  kind: Kind,
  entry: Entry,
  past: PersonId | undefined,
  count: number,
): Promise<{ people: readonly PersonId[]; more: boolean }> {
  const all = await peopleAt(reader, await unitsUnder(reader, kind, entry));
  const left = all.toSorted().filter((id) => past === undefined || id > past);
  return { people: left.slice(0, count), more: left.length > count };
}
