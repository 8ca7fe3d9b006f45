import type { RecordId } from "#domain/record";
import type { Button, Card, Part } from "./card.ts";
import { problemText, say } from "./text/sv.ts";

/** The code by which somebody who did not say who they are has their answer read to them. */

/** In the chat: where the code is written, which is not here. `written`: it was, all the same. */
export function codeCard(written = false): Card {
  return {
    title: say.code.title,
    surface: "message",
    parts: [
      ...(written ? [{ type: "text", text: say.code.notHere, tone: "alert" } as const] : []),
      { type: "text", text: say.code.text },
    ],
    buttons: [{ label: say.code.write, action: { do: "code" }, opens: "dialog", style: "primary" }],
  };
}

/** Asks for the code. What was typed stands there, with what is wrong of it. */
export function askCode(typed?: string, problem?: "required" | "wrongCode" | "tooManyTries"): Card {
  return {
    title: say.code.title,
    surface: "dialog",
    parts: [
      { type: "text", text: say.code.how, tone: "subtle" },
      {
        type: "input",
        name: "code",
        label: say.code.label,
        hint: say.code.hint,
        required: true,
        ...(problem && { problem: problemText[problem]({}) }),
        input: { type: "text", multiline: false, max: 40, ...(typed && { value: typed }) },
      },
    ],
    buttons: [{ label: say.code.show, action: { do: "code" }, opens: "turn", style: "primary" }],
  };
}

/** The answer, and when it was given. Nothing else of the case. */
export function answerCard(answer: string, when: string): Card {
  return {
    title: say.code.title,
    surface: "dialog",
    parts: [
      { type: "rows", rows: [{ label: say.code.answer, value: answer }] },
      { type: "rows", rows: [{ label: say.code.answered, value: when }] },
      { type: "text", text: say.code.onlyThis, tone: "subtle" },
    ],
    buttons: [],
  };
}

/** To whoever registered it: the code, to be read to the one who is to have it. */
export function ownCodeCard(code: string): Card {
  return { title: say.code.own, surface: "dialog", parts: codeParts(code), buttons: [] };
}

/** Shows the code to whoever registered it, on a dialog of its own. */
export function codeButton(record: RecordId): Button {
  return { label: say.code.own, action: { do: "code", record }, opens: "dialog" };
}

/** The code as it is read aloud: group by group, letter by letter. Never on a message. */
export function codeParts(code: string): Part[] {
  const groups = code.split("-");
  const spelled = (group: string) =>
    [...group].map((letter) => say.code.letters[letter] ?? letter).join(", ");
  return [
    { type: "text", text: say.code.read, tone: "strong" },
    { type: "rows", rows: [{ label: say.code.code, value: code }] },
    { type: "rows", rows: groups.map((group) => ({ label: group, value: spelled(group) })) },
  ];
}
