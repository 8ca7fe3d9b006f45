import { localDate } from "#domain/calendar";
import type { Deadline, Desk, Instant, LocalDate, RecordId } from "#domain/record";
import type { Action, Button, Card, Part, Row } from "./card.ts";
import { readingParts, type ToRead } from "./reading-card.ts";
import { type CaseView, holderName, line, mayKnowDue, stateText, typeText, unitName } from "./record-card.ts";
import { say } from "./text/sv.ts";
import { shownInstant, shownMoment } from "./when.ts";

export type ListName = Extract<Action, { do: "list" }>["of"];

/** So many lines stand on a card; the rest a press away. */
export const lineCount = 10;

/** A case as a line of a list, for one reader. */
export function lineFrom(view: CaseView): Line {
  const { entry, words, sight, now } = view;
  const [nearest] = entry.deadlines;
  const first = mayKnowDue(view) ? nearest : undefined;
  const isLate = sight !== "own" && nearest !== undefined && nearest.due < localDate(now);
  const holder = holderName(view);
  return {
    id: entry.id,
    type: typeText(view),
    unit: unitName(view),
    state: stateText(view),
    ...(holder && { holder }),
    begun: words.card?.begun ?? say.case.reported,
    reportedAt: entry.reportedAt,
    ...(first && { next: { ...first, label: words.deadlines?.[first.name] ?? first.name } }),
    ...(isLate && !first && { late: true }),
    opens: sight !== "head",
  };
}

/** One case or action of a list: nothing that is protected, since the list lies in a chat. */
export interface Line {
  readonly id: RecordId;
  readonly type: string;
  readonly unit: string;
  readonly state: string;
  /** Whose it is, where it is one person's. */
  readonly holder?: string;
  /** What it was that somebody did to begin it: reported, planned. */
  readonly begun: string;
  readonly reportedAt: Instant;
  readonly next?: Deadline & { readonly label: string };
  /** It is late, by a day that the reader may not know. */
  readonly late?: true;
  /** Whether there is more to open than the line itself. */
  readonly opens: boolean;
  /** The desk it belongs to, when nobody sits there and it lies with somebody else meanwhile. */
  readonly standsIn?: Desk;
}

/** A figure of an overview. */
export interface Figure {
  readonly label: string;
  readonly value: number;
}

/** A page of a list, of how many pages and lines, with the figures that stand above it. */
export interface Listed {
  readonly lines: readonly Line[];
  readonly page: number;
  readonly total: number;
  readonly figures?: readonly Figure[];
}

/** A list, a page at a time. */
export function listCard(
  action: Extract<Action, { do: "list" }>,
  words: { readonly title: string; readonly none: string },
  { lines, page, total, figures = [] }: Listed,
  today: LocalDate,
): Card {
  const rest = total - page * lineCount - lines.length;
  const parts: Part[] = [
    ...(figures.length > 0 ? [figureRows(figures)] : []),
    ...(total === 0
      ? [line(words.none)]
      : [line(say.lists.count(total), "subtle"), { type: "rows", rows: lines.map(lineRow(today)) } as const]),
  ];
  const turn = (label: string, to: number): Button => ({
    label,
    action: { ...action, page: to },
    opens: "turn",
  });
  return {
    title: words.title,
    surface: "message",
    parts,
    buttons: [
      ...(rest > 0 ? [turn(say.lists.more(rest), page + 1)] : []),
      ...(page > 0 ? [turn(say.lists.back, page - 1)] : []),
    ],
  };
}

function figureRows(figures: readonly Figure[]): Part {
  return { type: "rows", rows: figures.map(({ label, value }) => ({ label, value: String(value) })) };
}

const lineRow =
  (today: LocalDate) =>
  ({ id, type, unit, state, holder, begun, reportedAt, next, late, opens }: Line): Row => {
    const since = late ? say.lists.overdue : `${begun} ${shownInstant(reportedAt)}`;
    const due = next ? dueText(next, today) : since;
    return {
      label: `${type}, ${id}`,
      value: [unit, state, ...(holder ? [holder] : []), due].join(". "),
      ...(opens && {
        button: {
          label: say.pages.open,
          action: { do: "open", record: id } as const,
          opens: "dialog" as const,
        },
      }),
    };
  };

/** What must be done, and by when; said aloud when the day has been. */
function dueText({ label, due }: Deadline & { label: string }, today: LocalDate): string {
  return due < today ? say.lists.late(label, shownMoment(due)) : say.lists.due(label, shownMoment(due));
}

/** What a morning tells: one's own work, what is late below, the desks where nobody sits, and what there is to read. */
export interface Morning {
  readonly yours: readonly Line[];
  readonly below: readonly Line[];
  readonly empty: readonly string[];
  readonly reading: readonly ToRead[];
}

/** The morning's card: what is due, what is late, and what is late below. */
export function digestCard({ yours: lines, below, empty, reading }: Morning, today: LocalDate): Card {
  const section = (title: string, all: readonly Line[]): Part[] =>
    all.length === 0
      ? []
      : [
          line(title, "strong"),
          { type: "rows", rows: all.slice(0, lineCount).map(lineRow(today)) },
          ...(all.length > lineCount ? [line(say.lists.andMore(all.length - lineCount), "subtle")] : []),
        ];
  const onlyReads = lines.length + below.length + empty.length === 0;
  // To whoever has nothing of their own today the way on is to the unit.
  const of = lines.length + empty.length === 0 && below.length > 0 ? "unit" : "work";
  return {
    title: say.digest.title,
    surface: "message",
    parts: [
      ...section(say.digest.yours, lines),
      ...section(say.digest.below, below),
      ...empty.map((text) => line(text, "alert")),
      ...(reading.length > 0 ? [line(say.digest.reading, "strong"), ...readingParts(reading)] : []),
    ],
    buttons: onlyReads ? [] : [{ label: say.lists[of].title, action: { do: "list", of }, opens: "turn" }],
  };
}
