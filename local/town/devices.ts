import * as z from "zod";
import type { Answered } from "#local/slack/knock";
import { actionsIn } from "#local/teams/inputs";
import type { TownAct } from "./acts.ts";
import type { Screen } from "./screens.ts";
import type { Side, Trouble } from "./state.ts";

/** The words Slack's manifest gives the command and the shortcut. */
const command = "/avvikelse";
const shortcut = "avvikelse";
/** Slack gives up on an app that has not answered by then. */
const slackPatience = 3_000;

export type DeviceAct = Extract<
  TownAct,
  { do: "say" | "pressTeams" | "pressSlack" | "submitSlack" | "shortcut" }
>;

/** Does at a person's device what the window asks. What a platform would not do, it says in its own words. */
export async function onDevice(act: DeviceAct, screen: Screen): Promise<Trouble | undefined> {
  const side: Side = act.do === "say" ? act.side : act.do === "pressTeams" ? "teams" : "slack";
  const began = Date.now();
  try {
    const answered = side === "teams" ? await atTeams(act, screen) : await atSlack(act, screen);
    if (!answered || "key" in answered) return answered;
    if (answered.status === 503) return { side, key: "unreachable", detail: "503" };
    if (answered.status >= 300) return { side, key: "failed", detail: String(answered.status) };
    const late = side === "slack" && Date.now() - began > slackPatience;
    return late ? { side, key: "tooLate", detail: "" } : undefined;
  } catch (error) {
    return { side, key: "refused", detail: error instanceof Error ? error.message : String(error) };
  }
}

async function atTeams(act: DeviceAct, screen: Screen): Promise<Answered | Trouble | undefined> {
  const { teams } = screen;
  delete screen.notice;
  delete screen.box;
  if (act.do === "say") return teams?.say(act.text);
  if (act.do !== "pressTeams" || !teams) return undefined;
  const on = act.on && teams.messages().find(({ id }) => id === act.on?.id);
  const card = act.on ? on?.card : teams.dialog()?.card;
  const action = card && actionsIn(card)[act.index];
  if (!action || on?.updates !== act.on?.updates) return { side: "teams", key: "changed", detail: "" };
  const how = { fill: act.fill, ...(on && { on }) };
  const answered = await teams.press((button) => button === action, how);
  const said = saidIn(answered.body);
  if (said?.beside !== undefined && on) screen.notice = { on: on.id, text: said.beside };
  if (said?.box !== undefined) screen.box = said.box;
  return answered;
}

async function atSlack(
  act: DeviceAct,
  { slack, slackMessages }: Screen,
): Promise<Answered | Trouble | undefined> {
  if (!slack) return undefined;
  const changed: Trouble = { side: "slack", key: "changed", detail: "" };
  switch (act.do) {
    case "say": {
      if (!act.text.startsWith("/")) return slack.say(act.text);
      const [word = "", ...rest] = act.text.split(" ");
      if (word !== command) return { side: "slack", key: "command", detail: word };
      return slack.command(command, rest.join(" "));
    }
    case "shortcut":
      return slack.shortcut(shortcut);
    case "submitSlack":
      return slack.modal()?.hash === act.hash ? slack.submit(act.fill) : changed;
    case "pressSlack": {
      const which = ({ element }: { element: { action_id: string } }) => element.action_id === act.action;
      if ("hash" in act.on)
        return slack.modal()?.hash === act.on.hash ? slack.press(which, { fill: act.fill }) : changed;
      const { ts } = act.on;
      const on = slackMessages().find((message) => message.ts === ts);
      return on ? slack.press(which, { on, fill: act.fill }) : changed;
    }
    default:
      return undefined;
  }
}

const besideSchema = z.object({
  type: z.literal("application/vnd.microsoft.activity.message"),
  value: z.string().min(1),
});
const boxSchema = z.object({ task: z.object({ type: z.literal("message"), value: z.string() }) });

/** What Teams is told to say, beside a card or in place of a dialog. */
function saidIn(body: string): { beside?: string; box?: string } | undefined {
  const answer: unknown = body === "" ? undefined : JSON.parse(body);
  const beside = besideSchema.safeParse(answer).data?.value;
  const box = boxSchema.safeParse(answer).data?.task.value;
  return { ...(beside !== undefined && { beside }), ...(box !== undefined && { box }) };
}

/** Closes what stands open before the person. */
export function close(screen: Screen, side: Side): void {
  if (side === "slack") screen.slack?.closeModal();
  else screen.teams?.closeDialog();
  delete screen.box;
}
