import { at, localDate, plusDays } from "./calendar.ts";
import type { Repeats } from "./kind.ts";
import type { Occurrence } from "./occurrences.ts";
import { type Answers, answersBefore, type Entry, type Instant, type LocalDate } from "./record.ts";

/** What a plan begins, and when: the same whenever it is asked, also when nobody swept as it opened or was changed. */

/** In the morning of its day, before people come to work. */
export const morning = "06:00";

/** The last day whose morning has come. */
export function lastMorning(now: Instant): LocalDate {
  const today = localDate(now);
  return now < at(today, morning) ? plusDays(today, -1) : today;
}

/** So many days what a plan begins may be open at the most. */
export const longestOpen = 60;

/** One time that a plan begins something, and what the plan said in the morning of that day. */
export interface Due extends Occurrence {
  readonly answers: Answers;
}

/**
 * What opens after one day and up to another, in order, and can be done on the plan's first day or later. A change of
 * the plan holds from the next morning on; before its first one it is as if nothing else had been said.
 */
export function dueOf(
  repeats: Repeats,
  { answers, history }: Pick<Entry, "answers" | "history">,
  after: LocalDate,
  upTo: LocalDate,
): readonly Due[] {
  const first = String(answers[repeats.since] ?? "");
  const versions = new Set(Object.keys(answers).flatMap((name) => Number(name.split("@")[1] ?? 0) || []));
  const spans = [...versions]
    .sort((a, b) => a - b)
    .flatMap((version) => {
      const changed = history[version];
      return changed ? [{ said: answersBefore(answers, version), until: lastMorning(changed.at) }] : [];
    })
    .filter(({ until }) => until >= first);
  let from = after;
  return [...spans, { said: answers, until: upTo }].flatMap(({ said, until }) => {
    const to = until < upTo ? until : upTo;
    const due = from < to ? repeats.due(said, from, to).map((each) => ({ ...each, answers: said })) : [];
    from = from < to ? to : from;
    return due.filter(({ closes }) => closes >= first);
  });
}

/** What a plan has open on a day, or on its first if that is later, or else begins next; none in two years. */
export function nextDue(
  repeats: Repeats,
  plan: Pick<Entry, "answers" | "history">,
  today: LocalDate,
): Due | undefined {
  const first = String(plan.answers[repeats.since] ?? "") as LocalDate;
  const day = today > first ? today : first;
  const due = dueOf(repeats, plan, plusDays(day, -longestOpen), plusDays(day, 800));
  const left = due.filter(({ closes }) => closes >= day);
  // Of two that are open as the plan begins only the last is begun.
  const next = left.findLast(({ opens }) => opens <= day) ?? left[0];
  return next && { ...next, opens: next.opens > first ? next.opens : first };
}
