import * as z from "zod";
import { teamsLimits } from "./limits.ts";
import { noTwo, webPage } from "./limits-shared.ts";

/** What a button's data is called: an input of the same name would write over it. */
const teamsReserved = ["texts", "many", "action", "launched", "msteams"];

/**
 * Takes an Adaptive Card as it would be sent and lists every limit it breaks, each with where and what; an
 * empty list is a card Teams takes. Accepts anything, and refuses elements we never draw.
 */
export function teamsOverLimits(card: unknown): string[] {
  teamsShape ??= shapeOfTeams();
  const problems = teamsShape
    .safeParse(card)
    .error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  const bytes = new TextEncoder().encode(JSON.stringify(card) ?? "").length;
  return [...(problems ?? []), ...(bytes > teamsLimits.bytes ? [`is ${bytes} bytes`] : [])];
}

let teamsShape: ReturnType<typeof shapeOfTeams> | undefined;

function shapeOfTeams() {
  const text = z.string().min(1);
  const spacing = z.enum(["None", "Small", "Medium", "Large"]).optional();
  const button = {
    title: text,
    data: z.looseObject({ action: z.looseObject({ do: text }) }),
    associatedInputs: z.enum(["auto", "none"]).optional(),
    style: z.enum(["default", "positive", "destructive"]).optional(),
  };
  const submit = z.strictObject({ type: z.literal("Action.Submit"), ...button });
  const execute = z.strictObject({
    type: z.literal("Action.Execute"),
    ...button,
    verb: text,
    fallback: submit,
  });
  const link = z.strictObject({ type: z.literal("Action.OpenUrl"), title: text, url: webPage() });
  const action = z.discriminatedUnion("type", [submit, execute, link]);

  const input = {
    id: text.refine((id) => !teamsReserved.includes(id), { message: "is a name the button's data uses" }),
    label: text,
    isRequired: z.boolean().optional(),
    errorMessage: text.optional(),
    placeholder: text.optional(),
    value: z.string().optional(),
  };
  const inputText = z
    .strictObject({
      type: z.literal("Input.Text"),
      ...input,
      isMultiline: z.boolean().optional(),
      maxLength: z.int().min(1).optional(),
    })
    .refine(({ value = "", maxLength = value.length }) => value.length <= maxLength, {
      message: "value is longer than maxLength",
    });
  const inputDate = z.strictObject({
    type: z.literal("Input.Date"),
    ...input,
    value: z.iso.date().optional(),
  });
  const inputChoices = z
    .strictObject({
      type: z.literal("Input.ChoiceSet"),
      ...input,
      choices: z.array(z.strictObject({ title: text, value: text })).min(1),
      style: z.enum(["expanded", "compact", "filtered"]),
      isMultiSelect: z.boolean().optional(),
      wrap: z.boolean().optional(),
    })
    .superRefine(({ choices, value, isMultiSelect }, issue) => {
      const known = choices.map((choice) => choice.value);
      noTwo(known, "choice", issue);
      if (isMultiSelect && known.some((each) => each.includes(",")))
        issue.addIssue({ code: "custom", message: "a choice of many has a comma in its value" });
      const chosen = value ? (isMultiSelect ? value.split(",") : [value]) : [];
      if (chosen.some((each) => !known.includes(each)))
        issue.addIssue({ code: "custom", message: "what is chosen is no choice" });
    });

  const run = z.strictObject({
    type: z.literal("TextRun"),
    text: z.string(),
    weight: z.enum(["Default", "Bolder"]).optional(),
    color: z.enum(["Default", "Attention"]).optional(),
    isSubtle: z.boolean().optional(),
  });
  const chart = {
    title: text,
    showLegend: z.literal(true),
    data: z
      .array(
        z.strictObject({
          legend: text,
          values: z.array(z.strictObject({ x: text, y: z.number() })).min(1),
        }),
      )
      .min(1),
    // What a phone draws instead.
    fallback: z.lazy(() => z.union([z.literal("drop"), element])),
  };
  const element: z.ZodType = z.lazy(() =>
    z.discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("TextBlock"),
        text,
        wrap: z.literal(true),
        style: z.enum(["default", "heading"]).optional(),
        size: z.enum(["Default", "Large"]).optional(),
        weight: z.enum(["Default", "Bolder"]).optional(),
      }),
      z.strictObject({ type: z.literal("RichTextBlock"), inlines: z.array(run).min(1), spacing }),
      z.strictObject({ type: z.literal("Container"), items: elements, spacing }),
      z.strictObject({ type: z.literal("ColumnSet"), columns: z.array(column).min(1), spacing }),
      z.strictObject({
        type: z.literal("ActionSet"),
        actions: z.array(action).min(1).max(teamsLimits.actionsInSet),
        separator: z.boolean().optional(),
        spacing,
      }),
      table,
      z.strictObject({ type: z.literal("Chart.Line"), ...chart }),
      z.strictObject({
        type: z.literal("Chart.VerticalBar.Grouped"),
        ...chart,
        showBarValues: z.boolean().optional(),
      }),
      inputText,
      inputDate,
      inputChoices,
    ]),
  );
  const elements = z.array(element);
  const table = z
    .strictObject({
      type: z.literal("Table"),
      columns: z
        .array(
          z.strictObject({
            width: z.number().positive(),
            horizontalCellContentAlignment: z.enum(["Left", "Center", "Right"]).optional(),
          }),
        )
        .min(1),
      minWidth: z.string().regex(/^\d+px$/),
      firstRowAsHeaders: z.literal(true),
      rows: z
        .array(
          z.strictObject({
            type: z.literal("TableRow"),
            cells: z.array(z.strictObject({ type: z.literal("TableCell"), items: elements })),
          }),
        )
        .min(1),
      spacing,
    })
    // Teams leaves out the cells that stand beyond the last column.
    .refine(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length), {
      message: "a row has other cells than the table has columns",
    });
  const column = z.strictObject({
    type: z.literal("Column"),
    width: z.union([z.enum(["auto", "stretch"]), z.number().positive()]),
    items: elements,
  });

  return z
    .strictObject({
      type: z.literal("AdaptiveCard"),
      $schema: z.literal("http://adaptivecards.io/schemas/adaptive-card.json"),
      version: z.literal(teamsLimits.version),
      msteams: z.strictObject({ width: z.literal("Full") }).optional(),
      fallbackText: text,
      speak: text.optional(),
      refresh: z
        .strictObject({ action: execute, userIds: z.array(text).max(teamsLimits.refreshUsers).optional() })
        .optional(),
      body: elements,
    })
    .superRefine((card, issue) => noTwo(inputIds(card.body), "input id", issue));
}

const anyElement = z.looseObject({ type: z.string(), id: z.string().optional() });

/** Every input's id, however deep it stands. */
function inputIds(of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap(inputIds);
  const element = anyElement.safeParse(of).data;
  if (!element) return [];
  const own = element.type.startsWith("Input.") && element.id !== undefined ? [element.id] : [];
  return [...own, ...inputIds(element.items), ...inputIds(element.columns)];
}
