import type { InputBlock, KnownBlock, PlainTextElement, PlainTextOption } from "@slack/types";
import type { Option, Part, Row } from "./card.ts";
import { slackLimits } from "./limits.ts";

/** The small pieces that every Slack message and modal is drawn of. */

export type InputPart = Extract<Part, { type: "input" }>;

export function heading(text: string): KnownBlock {
  return { type: "header", text: plain(text) };
}

export function bold(text: string): KnownBlock {
  const elements = [{ type: "text" as const, text, style: { bold: true } }];
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

export function alert(text: string): KnownBlock {
  const sign = { type: "emoji" as const, name: "warning" };
  const words = { type: "text" as const, text: ` ${text}`, style: { bold: true } };
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [sign, words] }] };
}

/** Labels and their values, a line each; the label in bold. A question has its own mark. */
export function labelled(rows: readonly Row[]): KnownBlock {
  const sections = rows.map(({ label, value }) => ({
    type: "rich_text_section" as const,
    elements: [
      {
        type: "text" as const,
        text: /[?…]$/.test(label) ? `${label} ` : `${label.replace(/\.$/, "")}: `,
        style: { bold: true },
      },
      { type: "text" as const, text: value },
    ],
  }));
  return { type: "rich_text", elements: sections };
}

/** Never mrkdwn: nothing that a person wrote becomes a link, a mention or an emoji. */
export function plain(text: string): PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** A long text in as many pieces as it needs, parted at a line or a word where there is one. */
export function pieces(text: string): string[] {
  const max = slackLimits.sectionText;
  if (text.length <= max) return [text];
  const at = Math.max(text.lastIndexOf("\n", max), text.lastIndexOf(" ", max));
  const end = at > 0 ? at : max;
  const rest = text.slice(end).trimStart();
  return [text.slice(0, end), ...(rest ? pieces(rest) : [])];
}

export function paragraph(text: string): KnownBlock {
  return { type: "section", text: plain(text) };
}

/** The element a person fills in: radio buttons and checkboxes as long as Slack takes so many, else a menu. */
export function drawElement({ name, input }: InputPart): InputBlock["element"] {
  const shown = { action_id: name };
  switch (input.type) {
    case "text":
      return {
        type: "plain_text_input",
        ...shown,
        multiline: input.multiline,
        max_length: input.max,
        ...(input.value && { initial_value: input.value }),
      };
    case "day":
      return { type: "datepicker", ...shown, ...(input.value && { initial_date: input.value }) };
    case "choice": {
      const options = input.options.map(drawOption);
      const initial = options.find((option) => option.value === input.value);
      const chosen = initial && { initial_option: initial };
      return options.length <= slackLimits.radioOptions
        ? { type: "radio_buttons", action_id: name, options, ...chosen }
        : { type: "static_select", ...shown, options, ...chosen };
    }
    case "choices": {
      const options = input.options.map(drawOption);
      const initial = options.filter((option) => input.value?.includes(option.value ?? ""));
      const chosen = initial.length > 0 && { initial_options: initial };
      return options.length <= slackLimits.checkboxes
        ? { type: "checkboxes", action_id: name, options, ...chosen }
        : { type: "multi_static_select", ...shown, options, ...chosen };
    }
  }
}

function drawOption(option: Option): PlainTextOption {
  return { text: plain(option.label), value: option.value };
}
