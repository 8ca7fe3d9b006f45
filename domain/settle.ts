import { at, localDate, plusDays } from "./calendar.ts";
import { deadlinesOf } from "./deadlines.ts";
import { dueOf, lastMorning, longestOpen, morning } from "./due.ts";
import { type Act, type Kind, natureOf, type Repeats } from "./kind.ts";
import { errand, type Scene } from "./place.ts";
import type { Entry, Facts, Instant, Link, LocalDate } from "./record.ts";

/** What every save of a record brings up to date, whoever wrote it. */

/** A case that somebody must not know of is never open to a whole unit. */
export const guarded = ({ hiddenFrom, hides }: Pick<Entry, "hiddenFrom" | "hides">) =>
  hiddenFrom.length > 0 || hides.length > 0;

/** The act by its name, if the kind has it. Names come back from the platforms as user input. */
export function actOf(kind: Kind, name: string): Act | undefined {
  return Object.hasOwn(kind.acts, name) ? kind.acts[name] : undefined;
}

/** What every save brings up to date: what may be counted, what runs out, and when it next needs attention. */
export function settle(scene: Scene, entry: Entry): Entry {
  const told = repeating(scene, counting(scene, seating(scene, settling(scene, entry))));
  const current = { ...told, deadlines: deadlinesOf(scene.kind, told, scene.rules) };
  const full = { ...current, facts: factsOf(scene, current) };
  return { ...full, ...{ wakeAt: wakeAtOf(full) } };
}

/** A record that grew out of another tells it when it is done and when it has ended. */
function settling(scene: Scene, entry: Entry): Entry {
  const { settles } = scene.kind;
  if (!settles || !entry.origin) return entry;
  const state = settles.settled.includes(entry.state)
    ? "settled"
    : settles.done.includes(entry.state)
      ? "done"
      : "open";
  const before = entry.history.at(-1)?.from;
  const reopened = state === "open" && settles.settled.includes(before ?? "");
  if ((state === "open" && !reopened) || before === entry.state) return entry;
  const outcome = settles.outcome(entry.answers, entry.state);
  const link: Link = {
    kind: entry.kind,
    id: entry.id,
    state,
    ...(settles.void.includes(entry.state) ? { outcome: "void" } : outcome && !reopened && { outcome }),
  };
  const by = entry.history.at(-1)?.by ?? entry.by;
  const what = { do: "follow", to: entry.origin, link, by } as const;
  return { ...entry, errands: [...entry.errands, errand(`follow:${entry.version}`, what, scene.now)] };
}

/** A record that says who holds a role gives it as it begins, and ends it: before anybody is told. */
function seating({ kind, now }: Scene, entry: Entry): Entry {
  const last = entry.history.at(-1);
  if (!kind.appoints || last?.from === last?.to) return entry;
  const seat = errand(`seat:${entry.version}`, { do: "seat", ...kind.appoints.gives(entry) }, now);
  return { ...entry, errands: [seat, ...entry.errands] };
}

/** A compilation that is to be counted asks for it as it comes there. */
function counting({ kind, now }: Scene, entry: Entry): Entry {
  const last = entry.history.at(-1);
  if (entry.state !== kind.compiles?.in || last?.from === last?.to) return entry;
  return {
    ...entry,
    errands: [...entry.errands, errand(`compile:${entry.version}`, { do: "compile" }, now)],
  };
}

/** A plan holds one errand, which begins what opens next; it is put anew where that has come to be another day. */
function repeating({ kind, now }: Scene, entry: Entry): Entry {
  const { repeats } = kind;
  if (!repeats) return entry;
  const known = entry.errands.find(({ what, done }) => what.do === "begin" && !done);
  const others = entry.errands.filter((each) => each !== known);
  if (!repeats.while.includes(entry.state)) return { ...entry, errands: others };
  // Until its first morning has come, a plan is as if it had always said what it says now.
  const isAhead = lastMorning(now) < String(entry.answers[repeats.since] ?? "");
  const what =
    known?.what.do === "begin" && !isAhead
      ? known.what
      : ({ do: "begin", ...firstOf(repeats, entry) } as const);
  const opens = nextOpening(repeats, entry, what.after);
  if (!opens) return { ...entry, errands: others };
  const next = what.past ? now : opens;
  if (known?.what === what && known.notBefore === next) return entry;
  return { ...entry, errands: [...others, errand(`begin:${entry.version}`, what, next)] };
}

/** A plan begins with what is open on its first day. */
function firstOf(repeats: Repeats, { answers, reportedAt }: Entry): { after: LocalDate } {
  const first = (answers[repeats.since] ?? localDate(reportedAt)) as LocalDate;
  const open = repeats
    .due(answers, plusDays(first, -longestOpen), first)
    .findLast(({ closes }) => closes >= first);
  return { after: plusDays(open?.opens ?? first, -1) };
}

/** When a plan begins next, of what opens after a day: not before its own first; undefined: never in two years. */
export function nextOpening(
  repeats: Repeats,
  plan: Pick<Entry, "answers" | "history">,
  after: LocalDate,
): Instant | undefined {
  const [next] = dueOf(repeats, plan, after, plusDays(after, 800));
  const first = plan.answers[repeats.since] as LocalDate | undefined;
  return next && at(first && first > next.opens ? first : next.opens, morning);
}

/** What may be counted of a record. No free text and no person. */
function factsOf({ kind, rules }: Scene, entry: Entry): Facts {
  const counted = kind.facts.flatMap((name) => {
    const answer = entry.answers[name];
    return answer === undefined || answer === "" ? [] : [[name, answer] as const];
  });
  const acted = entry.history
    .slice(1)
    .flatMap(({ act, at }) => (actOf(kind, act)?.quiet ? [] : [[`${act}On`, localDate(at)] as const]));
  const facts: Facts = {
    ...Object.fromEntries(acted),
    ...Object.fromEntries(counted),
    kind: entry.kind,
    unit: entry.unit,
    state: entry.state,
    desk: entry.desk.role,
    nature: natureOf(kind, entry.answers),
    reportedOn: localDate(entry.reportedAt),
    ...(entry.occurredOn && { occurredOn: entry.occurredOn }),
    ...(entry.deadlines[0] && { due: entry.deadlines[0].due }),
    guarded: entry.restricted || guarded(entry) ? "yes" : "no",
  };
  return { ...facts, ...kind.counts?.(entry.answers, facts, rules, entry) };
}

/** When a record next needs attention: its earliest errand that is not done. */
export function wakeAtOf({ errands }: Pick<Entry, "errands">): Instant | undefined {
  return errands.flatMap(({ done, notBefore }) => (done ? [] : [notBefore])).sort()[0];
}
