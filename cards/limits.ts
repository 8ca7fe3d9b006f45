import * as z from "zod";

/** What the platforms refuse, by name. A card over a limit is an error in a test; nothing is ever cut. */

/** Slack's Block Kit, in characters and pieces. */
export const slackLimits = {
  messageBlocks: 50,
  viewBlocks: 100,
  viewTitle: 24,
  viewButton: 24,
  privateMetadata: 3000,
  id: 255,
  preview: 4000,
  header: 150,
  sectionText: 3000,
  fields: 10,
  fieldText: 2000,
  contextElements: 10,
  actionsElements: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  accessibilityLabel: 75,
  inputLabel: 2000,
  inputHint: 2000,
  placeholder: 150,
  textInput: 3000,
  options: 100,
  radioOptions: 10,
  checkboxes: 10,
  optionText: 75,
  optionValue: 150,
} as const;

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
  const block = z.discriminatedUnion("type", [
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
  type Block = z.infer<typeof block>;
  const blocks = (max: number) =>
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
    message: z.object({ text: text(slackLimits.preview), blocks: blocks(slackLimits.messageBlocks) }),
    view: z
      .object({
        title: plain(slackLimits.viewTitle),
        submit: plain(slackLimits.viewButton).optional(),
        close: plain(slackLimits.viewButton).optional(),
        private_metadata: z.string().max(slackLimits.privateMetadata).optional(),
        callback_id: id.optional(),
        blocks: blocks(slackLimits.viewBlocks),
      })
      .refine((view) => view.submit || !view.blocks.some((one) => one.type === "input"), {
        message: "submit is required where there are inputs",
      }),
  };
}

/** Where a link may lead. */
const webPage = () => z.url({ protocol: /^https?$/ });

interface Issues {
  addIssue(issue: { code: "custom"; message: string }): void;
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

function noTwo(ids: readonly (string | undefined)[], name: string, issues: Issues): void {
  const given = ids.filter((id) => id !== undefined);
  const twice = given.find((id, index) => given.indexOf(id) < index);
  if (twice !== undefined) issues.addIssue({ code: "custom", message: `${name} ${twice} is used twice` });
}

/** What Teams takes of an Adaptive Card. */
export const teamsLimits = {
  /** Newest clients take some 80 KB, older pages 40, hooks 28: all of them take this. */
  bytes: 25 * 1024,
  version: "1.5",
  actionsInSet: 6,
  /** So many choices stand open; so many more fold into a list; above that the list can be searched. */
  expandedChoices: 7,
  compactChoices: 12,
  refreshUsers: 60,
} as const;

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
      inputText,
      inputDate,
      inputChoices,
    ]),
  );
  const elements = z.array(element);
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

/** Every input's id, however deep it stands. */
function inputIds(of: unknown): string[] {
  if (Array.isArray(of)) return of.flatMap(inputIds);
  const element = z.looseObject({ type: z.string(), id: z.string().optional() }).safeParse(of).data;
  if (!element) return [];
  const own = element.type.startsWith("Input.") && element.id !== undefined ? [element.id] : [];
  return [...own, ...inputIds(element.items), ...inputIds(element.columns)];
}
