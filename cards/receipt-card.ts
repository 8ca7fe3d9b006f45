import { routeOf } from "#domain/kind";
import { answerWithinMinutes } from "#domain/place";
import type { Card, Part } from "./card.ts";
import { actButtons, type CaseView, line, openButton, unitName } from "./record-card.ts";
import { listed, say } from "./text/sv.ts";
import { shownInstant } from "./when.ts";

/** The reporter's receipt: the number, who is told, and who answered. */
export function receiptCard(view: CaseView, surface: "message" | "dialog"): Card {
  const { entry, words, kind, taker } = view;
  const hides = routeOf(kind, entry.answers).hides !== undefined;
  const title = receiptTitle(view);
  const buttons = surface === "dialog" ? [] : actButtons(view, "receipt");
  const invites = buttons.flatMap(({ action }) =>
    action.do === "act" ? (words.acts[action.act]?.invite ?? []) : [],
  );
  const parts: Part[] = [
    ...(surface === "dialog" ? [line(title, "strong")] : []),
    {
      type: "rows",
      rows: [
        { label: say.receipt.number, value: entry.id },
        { label: say.case.unit, value: unitName(view) },
        { label: say.case.state, value: words.states[entry.state] ?? entry.state },
      ],
    },
    ...receiptStatus(view),
    ...(hides ? [line(say.receipt.notManager)] : []),
    ...(hides && view.whistleblower ? [line(say.receipt.whistleblower(view.whistleblower))] : []),
    ...invites.map((text) => line(text)),
    ...(entry.urgent && !taker
      ? []
      : [
          line(view.sight ? say.receipt.keep : hides ? say.receipt.askSas : say.receipt.askManager, "subtle"),
        ]),
    ...(surface === "dialog" ? [line(say.receipt.closeDialog, "subtle")] : []),
  ];
  const read = surface === "message" && view.sight ? [openButton(view, say.receipt.read)] : [];
  return {
    title: surface === "dialog" ? words.title : title,
    surface,
    parts,
    buttons: [...buttons, ...read],
  };
}

/** How an alarm stands: nobody could be reached, nobody answered in time, or it is on its way. */
function alarmOf({ entry, now }: CaseView): "unreached" | "unanswered" | "sent" {
  const waited = Date.parse(now) - Date.parse(entry.reportedAt) >= answerWithinMinutes * 60_000;
  if (waited) return "unanswered";
  return entry.errands.some(({ what }) => what.do === "climb" && what.again) ? "unreached" : "sent";
}

function receiptTitle(view: CaseView): string {
  const { entry, taker } = view;
  if (!entry.urgent) return say.receipt.title;
  if (taker) return say.receipt.askedTitle(taker.name);
  const titles = {
    unreached: say.receipt.unreachedTitle,
    unanswered: say.receipt.nobodyTitle,
    sent: say.receipt.alarmTitle,
  };
  return titles[alarmOf(view)];
}

function receiptStatus(view: CaseView): Part[] {
  const { entry, taker, now, jour, told } = view;
  const roles = listed(told.map((role) => say.roles[role] ?? role));
  const taken = taker ? [line(say.receipt.taken(taker.name, shownInstant(taker.at, now)), "strong")] : [];
  if (!entry.urgent) return taker ? taken : [line(say.receipt.told(roles))];
  if (taker) return [...taken, line(say.receipt.still, "alert")];
  const numbers =
    jour.length > 0 ? jour.map((number) => line(number, "strong")) : [line(say.danger.noJour, "strong")];
  const status =
    alarmOf(view) === "sent" ? say.receipt.alarm(roles, answerWithinMinutes) : say.receipt.nobody;
  return [line(say.danger.call, "alert"), ...numbers, line(status)];
}
