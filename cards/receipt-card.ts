import { hasCode } from "#domain/kind";
import { answerWithinMinutes } from "#domain/place";
import type { Event } from "#domain/record";
import type { Card, Part } from "./card.ts";
import { codeButton, codeParts } from "./code-card.ts";
import { actButtons, type CaseView, line, nextRows, openButton, stateText, unitName } from "./record-card.ts";
import { sentenceOf } from "./sentence.ts";
import { listed, say } from "./text/sv.ts";
import { shownInstant } from "./when.ts";

/** The reporter's receipt: the number, who is told, and who answered. */
export function receiptCard(view: CaseView, surface: "message" | "dialog"): Card {
  const { entry, words, kind } = view;
  // Also when the hiding has ended: what was promised stands, and the involved are not whom to ask.
  const hides = entry.hides.length > 0 || entry.unhidden === true;
  const ended = kind.ended.includes(entry.state);
  const title = receiptTitle(view);
  const buttons = surface === "dialog" ? [] : actButtons(view, "message", "receipt");
  const invites = buttons.flatMap(({ action }) =>
    action.do === "act" ? (words.acts[action.act]?.invite ?? []) : [],
  );
  // The code itself is shown on a dialog, and never lies in a chat.
  const given = surface === "message" && hasCode(kind, entry.answers);
  const parts: Part[] = [
    ...(surface === "dialog" ? [line(title, "strong")] : []),
    {
      type: "rows",
      rows: [
        { label: say.receipt.number, value: entry.id },
        { label: say.case.unit, value: unitName(view) },
        { label: say.case.state, value: stateText(view) },
        ...nextRows(view),
      ],
    },
    ...receiptStatus(view),
    ...(view.neutral ? [] : toldLines(view)),
    ...(ended && "feedback" in entry.sealed ? [line(say.receipt.feedback, "strong")] : []),
    ...(entry.links.some(({ outcome }) => outcome === "ended")
      ? [line(say.receipt.joinedEnded, "strong")]
      : []),
    ...(hides && !view.neutral ? [line(say.receipt.notInvolved)] : []),
    ...(hides && view.whistleblower ? [line(say.receipt.whistleblower(view.whistleblower))] : []),
    ...invites.map((text) => line(text)),
    ...(view.code && surface === "dialog" ? codeParts(view.code) : []),
    ...(given ? [line(say.code.give, "strong")] : []),
    ...(view.alarm || (ended && view.sight)
      ? []
      : [
          line(view.sight ? say.receipt.keep : hides ? say.receipt.askSas : say.receipt.askManager, "subtle"),
        ]),
    ...(surface === "dialog" ? [line(say.receipt.closeDialog, "subtle")] : []),
  ];
  const said = sentenceOf(view);
  const told: Part[] = [
    ...(surface === "dialog" ? [line(title, "strong")] : []),
    ...[said, words.receipt?.told].flatMap((text) => (text ? [line(text)] : [])),
    line(`${say.receipt.number} ${entry.id}`, "subtle"),
    ...(surface === "dialog" ? [line(say.receipt.closeDialog, "subtle")] : []),
  ];
  const read =
    surface === "message" && view.sight ? [openButton(view, words.receipt?.read ?? say.receipt.read)] : [];
  return {
    title: surface === "dialog" ? words.title : title,
    surface,
    parts: said ? told : parts,
    buttons: [...(given ? [codeButton(entry.id)] : []), ...buttons, ...read],
  };
}

/** What the reporter hears at each step: never more than they may know. */
function toldLines({ words, entry }: CaseView): Part[] {
  const told = [words.told?.[entry.state], words.heard?.(entry)];
  return told.flatMap((text) => (text ? [line(text)] : []));
}

/** How an alarm stands: nobody could be reached, nobody answered in time, or it is on its way. */
function alarmOf({ entry, now }: CaseView): "unreached" | "unanswered" | "sent" {
  const waited = Date.parse(now) - Date.parse(entry.reportedAt) >= answerWithinMinutes * 60_000;
  if (waited) return "unanswered";
  return entry.errands.some(({ what }) => what.do === "climb" && what.again) ? "unreached" : "sent";
}

function receiptTitle(view: CaseView): string {
  const { entry, kind, words } = view;
  const taker = view.neutral ? undefined : view.taker;
  if (kind.ended.includes(entry.state)) return words.receipt?.ended ?? say.receipt.endedTitle;
  if (!entry.urgent || (!view.alarm && !taker))
    return hasNews(view)
      ? (words.receipt?.news ?? words.receipt?.title ?? say.receipt.newsTitle)
      : (words.receipt?.title ?? say.receipt.title);
  if (taker) return say.receipt.askedTitle(taker.name);
  const titles = {
    unreached: say.receipt.unreachedTitle,
    unanswered: say.receipt.nobodyTitle,
    sent: say.receipt.alarmTitle,
  };
  return titles[alarmOf(view)];
}

/** Whether somebody else has done something since, of which the reporter may know. */
function hasNews({ entry, kind, neutral }: CaseView): boolean {
  const isOwn = ({ act, by }: Event) => by === entry.by && (kind.acts[act]?.who.includes("reporter") ?? true);
  const isNews = (event: Event) => !kind.acts[event.act]?.quiet && !isOwn(event);
  return !neutral && entry.history.slice(1).some(isNews);
}

function receiptStatus(view: CaseView): Part[] {
  const { entry, jour, told, kind, words } = view;
  const taker = view.neutral ? undefined : view.taker;
  if (kind.ended.includes(entry.state)) return [];
  const isInvolved = (role: string) => entry.hides.some((hidden) => hidden.role === role);
  const nameOf = (role: string) => say.roles[role] ?? role;
  const roles = listed(told.map((role) => (isInvolved(role) ? say.receipt.deputyOf : String)(nameOf(role))));
  const taken = taker ? [line(say.receipt.taken(taker.name, shownInstant(taker.at)), "strong")] : [];
  if (!entry.urgent || (!view.alarm && !taker)) {
    // Whoever must not know would read out of it that the case has gone to others, so only what they said stands.
    const begun = entry.state === kind.states[0] && (!view.neutral || entry.hides.length > 0);
    return taker ? taken : begun ? [line(words.receipt?.told ?? say.receipt.told(roles))] : [];
  }
  if (taker) return [...taken, line(say.receipt.still, "alert")];
  const numbers =
    jour.length > 0 ? jour.map((number) => line(number, "strong")) : [line(say.danger.noJour, "strong")];
  const status =
    alarmOf(view) === "sent" ? say.receipt.alarm(roles, answerWithinMinutes) : say.receipt.nobody;
  return [line(say.danger.call, "alert"), ...numbers, line(status)];
}
