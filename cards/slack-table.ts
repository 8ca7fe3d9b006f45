import type { KnownBlock } from "@slack/types";
import type { ChartPart, TablePart } from "./card.ts";
import { bold, paragraph } from "./slack-blocks.ts";
import { figureColumns } from "./table.ts";

/** Tables, as Slack draws them. */

/**
 * A table under its caption: `asBlock` as Slack's own, of which a message takes one and a modal none, else
 * row by row. Not as preformatted text: on a phone that wraps in the middle of its rows.
 */
export function drawTable(part: TablePart, asBlock: boolean): KnownBlock[] {
  return [bold(part.caption), asBlock ? tableBlock(part) : rowByRow(part)];
}

/**
 * A chart is drawn as its table, which says the same. Slack's own charts ask for a figure at every place of
 * every series: one that may not be shown cannot be left out.
 */
export function drawChart({ title, table }: ChartPart, asBlock: boolean): KnownBlock[] {
  return [...(title === table.caption ? [] : [bold(title)]), ...drawTable(table, asBlock)];
}

/** Names may take many lines, figures stand to the right. */
function tableBlock(part: TablePart): KnownBlock {
  return {
    type: "table",
    column_settings: figureColumns(part).map((figures) =>
      figures ? { align: "right" } : { is_wrapped: true },
    ),
    rows: [part.header, ...part.rows].map((row) => row.map(cellOf)),
  };
}

/** Slack takes no empty cell. */
function cellOf(text: string) {
  return { type: "raw_text" as const, text: text === "" ? " " : text };
}

/** Each row under what it is of, every cell with the name of its column. */
function rowByRow({ header, rows }: TablePart): KnownBlock {
  if (rows.length === 0) return paragraph(header.join(" · "));
  const sections = rows.map(([name = "", ...cells]) => {
    const named = cells.map((cell, at) => `${header[at + 1]}: ${cell}`).join(" · ");
    return {
      type: "rich_text_section" as const,
      elements: [
        { type: "text" as const, text: `${name}\n`, style: { bold: true } },
        { type: "text" as const, text: named || " " },
      ],
    };
  });
  return { type: "rich_text", elements: sections };
}
