import type { LocalDate, RecordId } from "#domain/record";
import type { Card, Part, Row } from "./card.ts";
import { line } from "./record-card.ts";
import { say } from "./text/sv.ts";

/** What somebody is to read, and from which day. */
export interface ToRead {
  readonly id: RecordId;
  readonly name: string;
  readonly unit: string;
  readonly due: LocalDate;
}

/** So many stand on a card; the others come when these have been read. */
const shown = 10;

/** What there is to read; `signed`: something has just been. */
export function readingCard(left: readonly ToRead[], signed = false): Card {
  return {
    title: say.reading.title,
    surface: "message",
    parts: [
      ...(signed ? [line(say.reading.signed, "strong")] : []),
      ...(left.length > 0 ? readingParts(left) : [line(say.reading.none)]),
    ],
    buttons: [],
  };
}

/** The same as part of another card. */
export function readingParts(left: readonly ToRead[]): Part[] {
  const rows = left.slice(0, shown).map(
    ({ id, name, unit }): Row => ({
      label: name,
      value: unit,
      button: { label: say.reading.read, action: { do: "open", record: id }, opens: "dialog" },
    }),
  );
  const rest = left.length - rows.length;
  return [{ type: "rows", rows }, ...(rest > 0 ? [line(say.lists.andMore(rest), "subtle")] : [])];
}
