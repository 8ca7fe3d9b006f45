import * as z from "zod";
import { slackLimits } from "./limits.ts";
import { type Issues, noTwo, webPage } from "./limits-shared.ts";

/**
 * Takes a Slack message or view as it would be sent and lists every limit it breaks, each with where and
 * what; an empty list is a payload Slack takes. Accepts anything, since the stand-in Slack judges what comes
 * over the wire, and refuses blocks we never draw.
 */
export function slackOverLimits(payload: unknown): string[] {
  const view = z.object({ type: z.enum(["modal", "home"]) }).safeParse(payload).success;
  slackShapes ??= shapesOfSlack();
  const judged = (view ? slackShapes.view : slackShapes.message).safeParse(payload);
  return judged.error?.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`) ?? [];
}

/** Made when first asked for: a door reads the figures above and never judges. */
let slackShapes: ReturnType<typeof shapesOfSlack> | undefined;

function shapesOfSlack() {
  const text = (max: number) => z.string().min(1).max(max);
  const plain = (max: number) =>
    z.strictObject({ type: z.literal("plain_text"), text: text(max), emoji: z.boolean().optional() });
  const id = text(slackLimits.id);
  const placeholder = plain(slackLimits.placeholder).optional();

  const option = z.strictObject({
    text: plain(slackLimits.optionText),
    value: text(slackLimits.optionValue),
  });
  const oneOf = <T extends string>(type: T, max: number) =>
    z
      .strictObject({
        type: z.literal(type),
        action_id: id,
        placeholder,
        options: z.array(option).min(1).max(max),
        initial_option: option.optional(),
      })
      .superRefine(({ options, initial_option }, issue) =>
        optionsHold(options, initial_option ? [initial_option] : [], issue),
      );
  const manyOf = <T extends string>(type: T, max: number) =>
    z
      .strictObject({
        type: z.literal(type),
        action_id: id,
        placeholder,
        options: z.array(option).min(1).max(max),
        initial_options: z.array(option).min(1).optional(),
      })
      .superRefine(({ options, initial_options }, issue) =>
        optionsHold(options, initial_options ?? [], issue),
      );

  const button = z.strictObject({
    type: z.literal("button"),
    action_id: id,
    text: plain(slackLimits.buttonText),
    value: text(slackLimits.buttonValue).optional(),
    url: webPage().max(slackLimits.buttonUrl).optional(),
    style: z.enum(["primary", "danger"]).optional(),
    accessibility_label: text(slackLimits.accessibilityLabel).optional(),
  });
  const textInput = z
    .strictObject({
      type: z.literal("plain_text_input"),
      action_id: id,
      placeholder,
      multiline: z.boolean().optional(),
      max_length: z.int().min(1).max(slackLimits.textInput).optional(),
      initial_value: z.string().max(slackLimits.textInput).optional(),
    })
    .refine(
      ({ initial_value = "", max_length = slackLimits.textInput }) => initial_value.length <= max_length,
      {
        message: "initial_value is longer than max_length",
      },
    );
  const input = z.discriminatedUnion("type", [
    textInput,
    z.strictObject({
      type: z.literal("datepicker"),
      action_id: id,
      placeholder,
      initial_date: z.iso.date().optional(),
    }),
    oneOf("radio_buttons", slackLimits.radioOptions),
    oneOf("static_select", slackLimits.options),
    manyOf("checkboxes", slackLimits.checkboxes),
    manyOf("multi_static_select", slackLimits.options),
  ]);

  const block_id = id.optional();
  const cell = z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) });
  const table = z.strictObject({
    type: z.literal("table"),
    block_id,
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(["left", "center", "right"]).optional(),
          is_wrapped: z.boolean().optional(),
        }),
      )
      .max(slackLimits.tableColumns)
      .optional(),
    rows: z.array(z.array(cell).min(1).max(slackLimits.tableColumns)).min(1).max(slackLimits.tableRows),
  });
  const viewBlock = z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("header"), block_id, text: plain(slackLimits.header) }),
    z
      .strictObject({
        type: z.literal("section"),
        block_id,
        text: plain(slackLimits.sectionText).optional(),
        fields: z.array(plain(slackLimits.fieldText)).min(1).max(slackLimits.fields).optional(),
        accessory: button.optional(),
      })
      .refine((section) => section.text || section.fields, { message: "has neither text nor fields" }),
    z.strictObject({
      type: z.literal("context"),
      block_id,
      elements: z.array(plain(slackLimits.sectionText)).min(1).max(slackLimits.contextElements),
    }),
    z.strictObject({ type: z.literal("divider"), block_id }),
    z.strictObject({ type: z.literal("rich_text"), block_id, elements: z.array(z.unknown()).min(1) }),
    z.strictObject({
      type: z.literal("actions"),
      block_id,
      elements: z.array(button).min(1).max(slackLimits.actionsElements),
    }),
    z.strictObject({
      type: z.literal("input"),
      block_id,
      label: plain(slackLimits.inputLabel),
      hint: plain(slackLimits.inputHint).optional(),
      optional: z.boolean().optional(),
      element: input,
    }),
  ]);
  const messageBlock = z.discriminatedUnion("type", [...viewBlock.options, table]);
  type Block = z.infer<typeof messageBlock>;
  const blocks = <T extends typeof viewBlock | typeof messageBlock>(block: T, max: number) =>
    z
      .array(block)
      .min(1)
      .max(max)
      .superRefine((all, issue) => {
        noTwo(
          all.map((one) => one.block_id),
          "block_id",
          issue,
        );
        noTwo(all.flatMap(actionIds), "action_id", issue);
      });
  const actionIds = (one: Block): (string | undefined)[] => {
    if (one.type === "actions") return one.elements.map((element) => element.action_id);
    if (one.type === "input") return [one.element.action_id];
    return one.type === "section" ? [one.accessory?.action_id] : [];
  };

  return {
    message: z.object({
      text: text(slackLimits.preview),
      blocks: blocks(messageBlock, slackLimits.messageBlocks).superRefine(tablesHold),
    }),
    view: z
      .object({
        title: plain(slackLimits.viewTitle),
        submit: plain(slackLimits.viewButton).optional(),
        close: plain(slackLimits.viewButton).optional(),
        private_metadata: z.string().max(slackLimits.privateMetadata).optional(),
        callback_id: id.optional(),
        blocks: blocks(viewBlock, slackLimits.viewBlocks),
      })
      .refine((view) => view.submit || !view.blocks.some((one) => one.type === "input"), {
        message: "submit is required where there are inputs",
      }),
  };
}

function optionsHold(
  options: readonly { value: string }[],
  chosen: readonly unknown[],
  issues: Issues,
): void {
  noTwo(
    options.map((option) => option.value),
    "option value",
    issues,
  );
  const known = new Set(options.map((option) => JSON.stringify(option)));
  if (chosen.some((each) => !known.has(JSON.stringify(each))))
    issues.addIssue({ code: "custom", message: "what is chosen is no option" });
}

/** A message has one table, and so much text in it. */
function tablesHold(
  blocks: readonly { type: string; rows?: readonly (readonly { text: string }[])[] }[],
  issues: Issues,
): void {
  const tables = blocks.flatMap(({ rows }) => (rows ? [rows.flat()] : []));
  if (tables.length > slackLimits.messageTables)
    issues.addIssue({ code: "custom", message: `has ${tables.length} tables` });
  const length = tables.flat().reduce((sum, { text }) => sum + text.length, 0);
  if (length > slackLimits.tableText)
    issues.addIssue({ code: "custom", message: `has ${length} characters in tables` });
}
