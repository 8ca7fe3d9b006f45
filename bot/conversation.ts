import type { Action, Button, Card, Reply, Row } from "#cards/card";
import { codeCard } from "#cards/code-card";
import { line, noteCard } from "#cards/record-card";
import { say } from "#cards/text/sv";
import { localDate } from "#domain/calendar";
import { rolesOn } from "#domain/person";
import type { Answer, Answers, MessageRef, Platform } from "#domain/record";
import { act } from "#functions/act";
import { type Caller, offered, startable } from "#functions/caller";
import { answerByCode } from "#functions/code";
import { showGaps } from "#functions/gaps";
import { type House, municipalityOf, type Register } from "#functions/house";
import { showInspections } from "#functions/inspections";
import { showList } from "#functions/lists";
import { ledBy } from "#functions/overview";
import { showPage } from "#functions/pages";
import { meet, type Profile, remindLater, tenantOf } from "#functions/people";
import { openCase, showCase } from "#functions/read";
import { showReading } from "#functions/reading";
import {
  answer,
  cancel,
  forget,
  goto,
  latest,
  redirectCard,
  resume,
  send,
  start,
  startButton,
} from "#functions/report";
import { search } from "#functions/search";
import { showYear } from "#functions/year";
import { readCommand } from "./commands.ts";

/** Who speaks, as the platform's verified request says. */
export interface Who {
  readonly platform: Platform;
  /** Teams: the Entra tenant. Slack: the workspace. */
  readonly organisation: string;
  /** Teams: the Entra object id. Slack: the user id. */
  readonly user: string;
}

/** One thing a person said or pressed, the same whichever platform it came through. */
export interface Turn {
  readonly who: Who;
  readonly place: "personal" | "group";
  /** Where the answer will be shown. */
  readonly surface: "message" | "dialog";
  readonly say:
    | { readonly type: "text"; readonly text: string }
    /** The bot was installed or its home was opened. */
    | { readonly type: "hello" }
    | { readonly type: "press"; readonly action: Action; readonly inputs: Readonly<Record<string, Answer>> };
  /** The message whose card was pressed, or from which the dialog was launched. */
  readonly card?: MessageRef;
}

/** What a door hands over with a turn, and what it gets back; undefined: nothing is said. */
export type Converse = (
  turn: Turn,
  known: {
    /** Where a new message reaches this person later. */
    readonly contact: MessageRef;
    /** Asks the platform who this is; `refused`: a guest or stranger. */
    readonly profile: () => Promise<Profile | "refused">;
  },
) => Promise<Reply | undefined>;

/** Every turn, from either platform, through the house: who it is, what is wanted, and the answer. */
export function converseIn(house: House): Converse {
  return async (turn, known) => {
    const { platform, organisation, user } = turn.who;
    if (turn.place === "group") return card(noteCard(say.onlyPersonal.title, [say.onlyPersonal.text]));
    const tenant = await tenantOf(house, platform, organisation);
    const municipality = tenant && (await municipalityOf(house, tenant));
    if (!municipality) return card(noteCard(say.unknownOrganisation.title, [say.unknownOrganisation.text]));
    const anew = turn.say.type !== "press";
    const person = await meet(house, municipality.tenant, { platform, user, ...known }, anew);
    if (person === "refused") return card(noteCard(say.refusedPerson.title, [say.refusedPerson.text]));
    const caller: Caller = { house, municipality, person, platform, surface: turn.surface, card: turn.card };
    switch (turn.say.type) {
      case "hello":
        return card(homeCard(startable(caller)));
      case "text":
        return spoken(await heard(caller, turn.say.text));
      case "press":
        return pressed(caller, turn.say.action, turn.say.inputs);
    }
  };
}

async function heard(caller: Caller, text: string): Promise<Reply> {
  const { house, municipality, person } = caller;
  const offer = offered(house, municipality);
  const command = readCommand(text, offer);
  switch (command.do) {
    case "start": {
      const begun = await start(caller, { do: "start", form: command.form }, command.danger);
      if (!command.story) return begun;
      await remindLater(house, person);
      return above(say.story.begun, begun);
    }
    case "resume":
      return resume(caller, { ...command, form: (await latest(caller, Object.keys(offer))) ?? command.form });
    case "cancel":
      return forget(caller, (await latest(caller, Object.keys(offer))) ?? command.form);
    case "thanks":
      return card(noteCard(say.home.title, [say.home.thanks]));
    case "help":
      return card(helpCard(caller));
    case "home":
      return card(homeCard(startable(caller)));
    case "case":
      return showCase(caller, command.record);
    case "list":
      return showList(caller, command);
    case "reading":
      return showReading(caller);
    case "gaps":
      return showGaps(caller);
    case "inspections":
      return showInspections(caller);
    case "year":
      return showYear(caller);
    case "code":
      return card(codeCard(command.written));
    case "redirect": {
      const asked = offer[command.kind];
      return card(asked ? redirectCard(caller, asked, command.to) : homeCard(startable(caller)));
    }
    case "search":
      return search(caller, command);
    case "story":
      // Neither kept nor repeated. Whoever meant it as a report is reminded once.
      await remindLater(house, person);
      return card(
        noteCard(
          say.story.title,
          [say.story.danger, say.story.text, say.story.how],
          startButtons(everybodys(startable(caller))),
        ),
      );
  }
}

function pressed(caller: Caller, action: Action, inputs: Answers): Promise<Reply> {
  switch (action.do) {
    case "home":
      return Promise.resolve(card(homeCard(startable(caller))));
    case "help":
      return Promise.resolve(card(helpCard(caller)));
    case "start":
      return start(caller, action);
    case "resume":
      return resume(caller, action);
    case "answer":
      return answer(caller, action, inputs);
    case "goto":
      return goto(caller, action, inputs);
    case "send":
      return send(caller, action);
    case "cancel":
      return cancel(caller, action);
    case "act":
      return act(caller, action);
    case "open":
      return openCase(caller, action);
    case "show":
      return showPage(caller, action);
    case "list":
      return showList(caller, action);
    case "gaps":
      return showGaps(caller, action.page);
    case "inspections":
      return showInspections(caller, action.page);
    case "year":
      return showYear(caller, action.page);
    case "code":
      return answerByCode(caller, action, inputs);
  }
}

/** The card with a line above all else. */
function above(text: string, reply: Reply): Reply {
  if (reply.type !== "card") return reply;
  const parts = [{ type: "text", text, tone: "alert" } as const, ...reply.card.parts];
  return card({ ...reply.card, parts });
}

/** To somebody who wrote, a problem is a card of its own: there is none for it to stand beside. */
function spoken(reply: Reply): Reply {
  return reply.type === "problems"
    ? card(
        noteCard(
          say.home.title,
          reply.problems.map(({ text }) => text),
        ),
      )
    : reply;
}

const card = (shown: Card): Reply => ({ type: "card", card: shown });

function startButtons(offer: Register): Button[] {
  return Object.values(offer).map((asked) => startButton(asked));
}

function homeCard(offer: Register): Card {
  const commands = wordsOf(offer, true).map(([first]) => first);
  return noteCard(
    say.home.title,
    [say.home.danger, say.home.text, say.home.how(commands.join(", ")), say.home.private],
    // What is everybody's; what is some people's work stands with the help.
    [...startButtons(everybodys(offer)), { label: say.help, action: { do: "help" }, opens: "turn" }],
  );
}

const everybodys = (offer: Register): Register =>
  Object.fromEntries(Object.entries(offer).filter(([, { kind }]) => !kind.starts));

/** The words that begin reports, or all else. */
function wordsOf(offer: Register, reports: boolean) {
  const kinds = Object.values(offer).filter(({ words }) => (words.begin === undefined) === reports);
  return kinds.map(({ words }) => words.commands);
}

/** What is looked for by words, and what has a list of its own, for whoever may read it. */
function asked(caller: Caller): string[] {
  const leads = ledBy(caller).length > 0;
  return Object.values(offered(caller.house, caller.municipality)).flatMap(({ kind, words }) => [
    ...(words.search ? [say.helpCard.search(words.search.commands[0] ?? "")] : []),
    ...(words.register && (kind.public || leads) ? words.register.commands.slice(0, 1) : []),
  ]);
}

/** What can be written, by whoever asks: the lists of their roles too. */
function helpRows(caller: Caller): Row[] {
  const { municipality, person, house } = caller;
  const offer = startable(caller);
  const { everybody, holders, planned, leaders, always, groups } = say.helpCard;
  const kinds = Object.values(offered(house, municipality)).map(({ kind }) => kind);
  const holds = rolesOn(person, localDate(house.now())).length > 0;
  const words: Readonly<Record<keyof typeof groups, readonly string[]>> = {
    report: wordsOf(offer, true).flatMap((all) => all.slice(0, 4)),
    mine: [
      ...everybody,
      ...(holds ? holders : []),
      ...(holds && kinds.some(({ repeats }) => repeats) ? [planned] : []),
    ],
    units: ledBy(caller).length > 0 ? leaders : [],
    begin: wordsOf(offer, false).flatMap(([first]) => first),
    find: [...asked(caller), ...(kinds.some(({ code }) => code) ? [say.code.command] : [])],
    draft: always,
  };
  return Object.entries(words).flatMap(([group, some]) =>
    some.length > 0 ? [{ label: groups[group as keyof typeof groups], value: some.join(", ") }] : [],
  );
}

function helpCard(caller: Caller): Card {
  const { municipality } = caller;
  const routines = municipality.helpRoutines.map((name) => {
    const found = municipality.processes
      .flatMap((process) => process.routines)
      .find((one) => one.name === name);
    return found ? `${name} (${found.location})` : name;
  });
  const { whistleblower } = municipality;
  const about: Row[] = [
    ...(routines.length > 0 ? [{ label: say.helpCard.routines, value: routines.join("; ") }] : []),
    ...(whistleblower ? [{ label: say.helpCard.whistleblower, value: whistleblower }] : []),
  ];
  return {
    title: say.helpCard.title,
    surface: "message",
    parts: [
      line(say.helpCard.danger),
      line(say.helpCard.text),
      line(say.home.private),
      line(say.helpCard.say, "strong"),
      { type: "rows", rows: helpRows(caller) },
      ...(about.length > 0 ? [{ type: "rows", rows: about } as const] : []),
    ],
    buttons: startButtons(startable(caller)),
  };
}
