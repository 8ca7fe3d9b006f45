import type { Row } from "./card.ts";

/** So much stands on a page, in bytes as Teams draws it: below what it takes (`teamsLimits`). */
const pageBytes = 23_000;
/** What stands around the rows on the first page. */
const headBytes = 3_500;
/** A button on a dialog carries the address of the card that launched it. */
const buttonBytes = 600;
/** A row is drawn with so much around it, and each line of it too. */
const rowBytes = 310;
const lineBytes = 90;

// A letter beyond ASCII is two bytes.
const weightOf = ({ label, value }: Row) =>
  rowBytes + 2 * (label.length + value.length) + lineBytes * value.split("\n").length;

/** Rows in as many pages as they need; the first has the head and the buttons too. */
export function pagesOf(rows: readonly Row[], buttons: number): Row[][] {
  let page: Row[] = [];
  const pages = [page];
  let room = pageBytes - headBytes - buttonBytes * buttons;
  for (const row of rows.flatMap(parted)) {
    if (weightOf(row) > room) {
      page = [];
      pages.push(page);
      room = pageBytes;
    }
    page.push(row);
    room -= weightOf(row);
  }
  return pages;
}

/** A row too heavy for any page is parted between lines. */
function parted(row: Row): Row[] {
  if (weightOf(row) <= pageBytes) return [row];
  const lines = row.value.split("\n");
  const half = Math.ceil(lines.length / 2);
  return [lines.slice(0, half), lines.slice(half)].flatMap((some) =>
    parted({ ...row, value: some.join("\n") }),
  );
}
