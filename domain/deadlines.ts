import {
  at,
  isWorkingDay,
  localDate,
  plusDays,
  plusMinutes,
  plusWorkingDays,
  workingDayFrom,
  workingDaysBetween,
} from "./calendar.ts";
import { type DeadlineRule, isPause, type Kind, type Rules } from "./kind.ts";
import type { Deadline, Entry, Instant, LocalDate } from "./record.ts";

// A deadline that ends on a day off holds until the next working day, as in 2 § of the act 1930:173.
const daysLate = (due: LocalDate, today: LocalDate) => workingDaysBetween(workingDayFrom(due), today);

/**
 * Does a reminder belong on this morning? `due`: on the working day on which it is due, or the first one after
 * a day off on which it was. `late`: 2, 5, 10, 15 and so on working days after that. Both days are days in
 * Europe/Stockholm; nothing is remembered, so every morning can be asked for alone, and again.
 */
export function remindsOn(due: LocalDate, today: LocalDate): "due" | "late" | undefined {
  if (today < due || !isWorkingDay(today)) return undefined;
  const late = daysLate(due, today);
  if (late === 0) return "due";
  return late === 2 || late % 5 === 0 ? "late" : undefined;
}

/** Does this morning's reminder go to the superior too? From the second `late` one on, five working days late. */
export function toSuperior(due: LocalDate, today: LocalDate): boolean {
  return remindsOn(due, today) === "late" && daysLate(due, today) >= 5;
}

/** The first working-day morning after the moment, never at it; `clock` is a time of day in Europe/Stockholm. */
export function nextMorning(after: Instant, clock = "07:30"): Instant {
  const day = localDate(after);
  const morning = at(workingDayFrom(day), clock);
  return Date.parse(morning) > Date.parse(after) ? morning : at(workingDayFrom(plusDays(day, 1)), clock);
}

/**
 * What still runs out for a case, the earliest first. Days are counted from the day of the report, all days
 * alike, and what ends on a day off on the next working day; `atOnce` is the day it came where it is, also when that is a holiday (SoL 27 kap. 5 §: genast).
 */
export function deadlinesOf(
  kind: Kind,
  {
    state,
    before,
    answers,
    reportedAt,
    history,
  }: Pick<Entry, "state" | "before" | "answers" | "reportedAt" | "history">,
  { days }: Pick<Rules, "days">,
): readonly Deadline[] {
  const reported = localDate(reportedAt);
  // Routed anew while nobody had begun is coming there too.
  // To another unit is no new beginning: the clocks go on.
  const arrived = ({ act, from, to }: Entry["history"][number]) => {
    const how = Object.hasOwn(kind.acts, act) ? kind.acts[act] : undefined;
    return to === kind.states[0] && !how?.moves && (from !== to || how?.routes === true);
  };
  const came = history.findLast(arrived)?.at ?? reportedAt;
  const looked = ({ act }: Entry["history"][number]) =>
    Object.hasOwn(kind.acts, act) && kind.acts[act]?.quiet === true;
  const touched = history.findLast((event) => !looked(event))?.at ?? reportedAt;
  const dueOf = (rule: DeadlineRule): LocalDate | undefined => {
    if (rule.days === "atOnce") return localDate(came);
    if (rule.days === "idle") return workingDayFrom(plusDays(localDate(touched), days.idle));
    if (typeof rule.days === "string") return workingDayFrom(plusDays(reported, days[rule.days]));
    if ("working" in rule.days) {
      const came = answers[rule.days.from ?? ""];
      const from =
        typeof came === "string" && came !== "" && came < reported ? (came as LocalDate) : reported;
      return plusWorkingDays(from, days[rule.days.working]);
    }
    if ("hours" in rule.days) return localDate(plusMinutes(reportedAt, rule.days.hours * 60));
    if ("act" in rule.days) {
      const { act: names, plus } = rule.days;
      const done = history.findLast(({ act }) => [names].flat().includes(act));
      if (!done) return undefined;
      return plus ? workingDayFrom(plusDays(localDate(done.at), days[plus])) : localDate(done.at);
    }
    const day = answers[rule.days.field];
    return typeof day === "string" && day !== "" ? (day as LocalDate) : undefined;
  };
  // A pause stops no clock: what was running when it began runs on.
  const stands = isPause(kind, state) ? (before ?? state) : state;
  return (kind.deadlines ?? [])
    .filter((rule) => rule.while.includes(stands) && (rule.when?.(answers) ?? true))
    .flatMap((rule) => {
      const due = dueOf(rule);
      return due ? [{ name: rule.name, due }] : [];
    })
    .sort((a, b) => a.due.localeCompare(b.due));
}
