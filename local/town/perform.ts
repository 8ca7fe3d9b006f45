import * as z from "zod";
import type { Clock } from "#local/clock";
import type { Home } from "#local/home";
import { knock as knockSlack, signatureOf } from "#local/slack/knock";
import { knock as knockTeams } from "#local/teams/knock";
import type { TownAct } from "./acts.ts";
import { close, onDevice } from "./devices.ts";
import { parsed } from "./http.ts";
import type { Platforms } from "./platforms.ts";
import type { Screens } from "./screens.ts";
import type { Trouble } from "./state.ts";
import { turnClock } from "./turn.ts";
import type { Weather } from "./weather.ts";
import type { Wire } from "./wire.ts";

/** What an act may reach. */
export interface Ground {
  readonly platforms: Platforms;
  readonly screens: Screens;
  readonly wire: Wire;
  readonly weather: Weather;
  readonly clock: Clock;
  readonly home: Home | undefined;
  readonly doors: { readonly teams: string; readonly slack: string; readonly signingSecret: string };
  readonly restart?: () => Promise<void>;
}

/** Does what a window asks; gives what the platform would tell the person if it did not work. */
export async function perform(ground: Ground, act: TownAct): Promise<Trouble | undefined> {
  const { wire, clock, home, weather, screens } = ground;
  switch (act.do) {
    case "say":
    case "pressTeams":
    case "pressSlack":
    case "submitSlack":
    case "shortcut":
      return onDevice(act, screens.of(act.person));
    case "close":
      close(screens.of(act.person), act.side);
      return undefined;
    case "seen":
      for (const side of act.sides) screens.seen(act.person, side);
      return undefined;
    case "twice":
      wire.twice = act.on;
      return undefined;
    case "late":
      wire.late = act.seconds;
      return undefined;
    case "down":
      weather.set(act.side, act.on);
      return undefined;
    case "turn":
      if (!home) return closed;
      await turnClock(clock, () => home.wake(), act.minutes);
      return undefined;
    case "knock":
      return byHand(ground, act);
    case "restart":
      await ground.restart?.();
      return undefined;
  }
}

const closed: Trouble = { side: "town", key: "unreachable", detail: "503" };

/** A body that somebody wrote themselves, sent to the door. */
async function byHand(
  { platforms, doors }: Ground,
  { side, body, forged }: Extract<TownAct, { do: "knock" }>,
): Promise<Trouble | undefined> {
  if (side === "slack") {
    const now = String(Math.floor(Date.now() / 1000));
    const secret = forged ? "another secret" : doors.signingSecret;
    const json = body.trimStart().startsWith("{");
    await knockSlack({ url: doors.slack, signingSecret: doors.signingSecret }, body, {
      timestamp: now,
      signature: signatureOf(secret, now, body),
      contentType: json ? "application/json" : "application/x-www-form-urlencoded",
    });
    return undefined;
  }
  if (!platforms.teams) return undefined;
  const activity = z.record(z.string(), z.unknown()).safeParse(parsed(body)).data;
  if (!activity) return { side: "teams", key: "refused", detail: "JSON" };
  await knockTeams(platforms.teams, { url: doors.teams }, activity, forged ? { sign: "forged" } : {});
  return undefined;
}
