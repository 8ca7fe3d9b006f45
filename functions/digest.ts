import type { Card } from "#cards/card";
import { digestCard, type Line } from "#cards/list-card";
import { say } from "#cards/text/sv";
import { at as clockOn, isWorkingDay, localDate, plusDays, plusMinutes } from "#domain/calendar";
import { nextMorning, remindsOn, toSuperior } from "#domain/deadlines";
import { type Municipality, unitOf } from "#domain/municipality";
import type { Person } from "#domain/person";
import type { LocalDate, PersonId, Platform, TenantId } from "#domain/record";
import { type House, municipalityOf } from "./house.ts";
import { workOf } from "./lists.ts";
import { lateBelow } from "./overview.ts";
import { changePerson, readPerson } from "./people.ts";
import type { Senders } from "./reach.ts";
import { readingOf } from "./reading.ts";

/** After this hour of the day nobody is greeted: what was missed comes the next morning. */
const lastHour = "18:00";
/** A platform that is down is tried again the same day. */
const againMinutes = 15;

/**
 * The morning's digest for one person, when it is time: what is due and late with them, late below them, and the
 * desks where nobody sits. Nothing to say is not said. Mornings that were missed (the sweep was down) are made
 * up for in the next; at night and on days off nobody is disturbed.
 */
export async function greet(house: House, senders: Senders, tenant: TenantId, id: PersonId): Promise<void> {
  const now = house.now();
  const person = await readPerson(house, tenant, id);
  const municipality = await municipalityOf(house, tenant);
  if (!person?.digest || !municipality || person.digest.at > now) return;
  const today = localDate(now);
  const { digest: clock } = municipality;
  const next = nextMorning(now, clock);
  const early = now < clockOn(today, clock) || now >= clockOn(today, lastHour);
  if (!isWorkingDay(today) || early) return plan(house, person, { at: next, since: person.digest.since });
  // Put off before the work: one digest a morning, whatever happens to the sending. What it is about is behind
  // the person only when it has been sent.
  await plan(house, person, { at: next, since: person.digest.since });
  const { card, idle, next: later } = await morning(house, municipality, person, person.digest.since, today);
  // Nothing to do, and no role: until there is something to read again.
  if (idle) return plan(house, person, later && { at: clockOn(later, clock), since: later });
  const told = !card || (await sent(house, senders, person, card));
  const after = told
    ? { at: next, since: plusDays(today, 1) }
    : { at: plusMinutes(now, againMinutes), since: person.digest.since };
  await plan(house, person, after);
}

function plan(house: House, { tenant, id }: Person, digest: Person["digest"]): Promise<void> {
  return changePerson(house, tenant, id, ({ digest: _, ...person }) => ({
    ...person,
    ...(digest && { digest }),
  }));
}

/**
 * What one person is told for the days since the last time; `idle`: they have nothing to do, nothing to read and no
 * role; `next`: the next day on which there is something to read.
 */
async function morning(
  house: House,
  municipality: Municipality,
  person: Person,
  since: LocalDate,
  today: LocalDate,
): Promise<{ card?: Card; idle: boolean; next: LocalDate | undefined }> {
  const reader = { house, municipality, person };
  const days = daysFrom(since, today);
  const work = await workOf(reader);
  // What came after the last morning and was due that same day has had no morning yet.
  const last = clockOn(plusDays(since, -1), municipality.digest);
  const yours = work.filter(
    ({ next, reportedAt }) =>
      next && (days.some((day) => remindsOn(next.due, day)) || (next.due < since && reportedAt > last)),
  );
  const own = new Set(yours.map(({ id }) => id));
  const late = (due: LocalDate) => days.some((day) => toSuperior(due, day));
  const below = (await lateBelow(reader, late)).filter(({ id }) => !own.has(id));
  const empty = emptyDesks(municipality, work);
  const reading = await readingOf(reader);
  const unread = reading.filter(({ due }) => days.some((day) => remindsOn(due, day)));
  const lines = yours.length + below.length + empty.length + unread.length;
  return {
    ...(lines > 0 && { card: digestCard({ yours, below, empty, reading: unread }, today) }),
    idle: work.length === 0 && person.roles.length === 0 && !reading.some(({ due }) => due <= today),
    next: reading.find(({ due }) => due > today)?.due,
  };
}

/** The days that a digest is about; a month at most, however long it was away. */
function daysFrom(since: LocalDate, today: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = today; day >= since && days.length < 31; day = plusDays(day, -1)) days.push(day);
  return days;
}

/** The desks where nobody sits, whose cases lie with this person meanwhile. */
function emptyDesks(municipality: Municipality, work: readonly Line[]): string[] {
  const desks = new Map<string, number>();
  for (const { standsIn } of work) {
    if (!standsIn) continue;
    const key = JSON.stringify([standsIn.role, standsIn.unit]);
    desks.set(key, (desks.get(key) ?? 0) + 1);
  }
  return [...desks].map(([key, count]) => {
    const [role, unit] = JSON.parse(key);
    return say.digest.emptyDesk(say.roles[role] ?? role, unitOf(municipality, unit)?.name ?? unit, count);
  });
}

/** Where the person was last, else on the other platform. */
async function sent(house: House, senders: Senders, person: Person, card: Card): Promise<boolean> {
  const platforms = (Object.keys(person.contacts) as Platform[]).sort((a) => (a === person.lastOn ? -1 : 1));
  let again = false;
  for (const platform of platforms) {
    const contact = person.contacts[platform];
    const outcome = contact && (await senders[platform].send(contact, card));
    if (outcome?.ok) return true;
    if (outcome) house.log({ at: house.now(), tenant: person.tenant, platform, why: outcome.why });
    again ||= outcome?.again ?? false;
  }
  // Whoever cannot be reached at all is not tried again before the next morning.
  return !again;
}
