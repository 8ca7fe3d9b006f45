import type { LocalDate } from "#domain/record";
import type { Button, Card, Part, Row } from "./card.ts";
import { line } from "./record-card.ts";
import { inspectionSay, someOf, yearSay } from "./text/follow-up.ts";
import { say } from "./text/sv.ts";
import { shownDay, shownMonth } from "./when.ts";

/** Something that is to be done on a day: what, at which units, and what must be known of it. */
export interface Planned {
  readonly on: LocalDate;
  readonly title: string;
  readonly units: readonly string[];
  readonly note: string;
}

/** So many stand on a card; the rest a press away. */
const perPage = 12;
/** So many units are named on a line. */
const mostNames = 2;

/** To how it goes, and to what is being done about it. */
const others: readonly Button[] = [
  { label: inspectionSay.button, action: { do: "inspections" }, opens: "turn" },
  { label: say.lists.balance.title, action: { do: "list", of: "balance" }, opens: "turn" },
];

/** What the coming year holds, month by month, in the order of its days; undefined: it is not the reader's to see. */
export function yearCard(all: readonly Planned[] | undefined, asked: number, leads: boolean): Card {
  const total = all?.length ?? 0;
  const page = Math.min(asked, Math.max(0, Math.ceil(total / perPage) - 1));
  const shown = all?.slice(page * perPage, (page + 1) * perPage) ?? [];
  const rest = total - page * perPage - shown.length;
  const turn = (label: string, to: number): Button => ({
    label,
    action: { do: "year", page: to },
    opens: "turn",
  });
  return {
    title: yearSay.title,
    surface: "message",
    parts: all
      ? total > 0
        ? [line(yearSay.text, "subtle"), ...monthParts(shown)]
        : [line(yearSay.none)]
      : [line(say.lists.notYours)],
    buttons: [
      ...(rest > 0 ? [turn(say.lists.more(rest), page + 1)] : []),
      ...(page > 0 ? [turn(say.lists.back, page - 1)] : []),
      ...(leads ? others : []),
    ],
  };
}

function monthParts(planned: readonly Planned[]): Part[] {
  const months = new Map<string, Row[]>();
  for (const each of planned) {
    const month = shownMonth(each.on);
    months.set(month, [...(months.get(month) ?? []), rowOf(each)]);
  }
  return [...months].flatMap(([month, rows]): Part[] => [line(month, "strong"), { type: "rows", rows }]);
}

function rowOf({ on, title, units, note }: Planned): Row {
  return {
    label: shownDay(on),
    value: `${title}. ${someOf(units, mostNames)}. ${note}`,
  };
}
