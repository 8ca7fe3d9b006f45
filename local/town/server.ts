import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "#local/clock";
import type { Home } from "#local/home";
import type { DemoPerson } from "#local/people";
import { actSchema } from "./acts.ts";
import { asset } from "./assets.ts";
import { end, isOurs, json, letThrough, parsed } from "./http.ts";
import { type Ground, perform } from "./perform.ts";
import { empty, overTheLine, type Platforms } from "./platforms.ts";
import { screensOf } from "./screens.ts";
import { type Snapshot, sides, type Trouble } from "./state.ts";
import { weatherOver } from "./weather.ts";
import { bytesOf, layWire } from "./wire.ts";

/** The town: one port with its page, and the line on which the platforms and the house reach each other. */
export interface Town {
  readonly url: string;
  readonly host: string;
  /** Slack's Web API, as the house reaches it by the line. */
  readonly slackApiUrl: string;
  /** The stand-ins, as their people reach the house by the line. */
  readonly platforms: Platforms;
  /** Opens the line to the doors of this house, and makes the bot known to everybody. */
  enter(home: Home): Promise<void>;
  close(): Promise<void>;
}

export interface TownOptions {
  readonly port?: number;
  readonly platforms: Platforms;
  readonly people: readonly DemoPerson[];
  readonly clock: Clock;
  readonly signingSecret: string;
  /** Opens another house over empty tables, once this one is closed; without it the town cannot be emptied. */
  readonly again?: () => Promise<Home>;
}

/** Opens the town on 127.0.0.1, with closed doors until a house is there. Throws when the port is taken. */
export async function openTown(options: TownOptions): Promise<Town> {
  const { people, clock } = options;
  const windows = new Map<ServerResponse, string>();
  let home: Home | undefined;
  let town = randomUUID();
  let acts = 0;
  let telling: NodeJS.Timeout | undefined;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(options.port ?? 0, "127.0.0.1", listening);
  });
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const url = `http://${host}`;
  const doors = {
    teams: `${url}/api/messages`,
    slack: `${url}/slack/events`,
    signingSecret: options.signingSecret,
  };

  /** Many things change at once; windows are told a moment later, of all of it. */
  const changed = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      for (const [window, person] of windows) tell(window, person);
    }, 5);
  };
  const wire = layWire(changed);
  const weather = weatherOver(options.platforms, changed);
  const platforms = overTheLine(options.platforms, url);
  const enterScreens = () => screensOf({ platforms, people, doors, clock });
  let screens = enterScreens();

  const snapshot = (person: string): Snapshot => {
    const teams = screens.teams(person);
    const slack = screens.slack(person);
    return {
      town,
      person,
      people: people.map((demo) => ({
        id: demo.id,
        name: demo.name,
        roles: (demo.roles ?? []).map(({ role }) => role),
        ...(demo.unit && { unit: demo.unit }),
        shared: demo.shared === true,
        unread: screens.unread(demo.id),
      })),
      now: clock.now(),
      doorsOpen: home !== undefined,
      canRestart: options.again !== undefined,
      tools: {
        twice: wire.twice,
        late: wire.late,
        down: { teams: weather.down("teams"), slack: weather.down("slack") },
      },
      acts,
      passed: wire.passed.at(-1)?.n ?? 0,
      ...(teams && { teams }),
      ...(slack && { slack }),
    };
  };
  const tell = (window: ServerResponse, person: string) =>
    window.write(`data: ${JSON.stringify(snapshot(person))}\n\n`);

  /** The bot is added for everybody, as an organisation does it; Teams last, so that cards come there first. */
  const arrive = () =>
    Promise.all(
      people.map(async ({ id }) => {
        await screens.of(id).slack?.openMessages();
        await screens.of(id).teams?.install();
        // The greeting is the same for all and nobody's news.
        for (const side of sides) screens.seen(id, side);
      }),
    );
  const restart = async () => {
    const { again } = options;
    if (!again) return;
    const old = home;
    home = undefined;
    changed();
    await old?.close();
    await old?.settled();
    empty(options.platforms);
    wire.passed.length = 0;
    clock.turn(Math.round((Date.now() - Date.parse(clock.now())) / 60_000));
    screens = enterScreens();
    town = randomUUID();
    home = await again();
    await arrive();
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", url);
    const carry = (side: "teams" | "slack", to: "house" | "platform", target: string | undefined) =>
      target ? wire.carry(request, response, { side, to, target }) : end(response, 503);
    if (request.method === "POST" && pathname === "/api/messages")
      return carry("teams", "house", home && `${home.url}${pathname}`);
    if (request.method === "POST" && pathname === "/slack/events")
      return carry("slack", "house", home && `${home.url}${pathname}`);
    // A file goes to a browser, not to a platform: it is nothing for the line to keep.
    if (pathname.startsWith("/file/"))
      return home ? letThrough(request, response, `${home.url}${pathname}`) : end(response, 503);
    const { slack, teams } = options.platforms;
    if (pathname.startsWith("/wire/teams/"))
      return carry(
        "teams",
        "platform",
        teams && new URL(request.url?.slice(11) ?? "", teams.serviceUrl).href,
      );
    if (pathname.startsWith("/wire/slack/") || pathname.startsWith("/respond/"))
      return carry(
        "slack",
        "platform",
        slack && new URL(pathname.replace("/wire/slack", ""), slack.url).href,
      );

    if (!isOurs(request, port)) return end(response, 403);
    if (request.method === "POST" && pathname === "/town/act") return act(request, response);
    if (request.method !== "GET") return end(response, 404);
    if (pathname === "/town/events") return listen(response, searchParams.get("person") ?? "");
    if (pathname === "/town/passed")
      return json(
        response,
        200,
        wire.passed.filter(({ n }) => n > Number(searchParams.get("after"))),
      );
    const found = await asset(pathname);
    if (!found) return end(response, 404);
    response.writeHead(200, found.headers).end(found.body);
  }

  async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = actSchema.safeParse(parsed((await bytesOf(request)).toString("utf8")));
    if (!asked.success) return end(response, 400);
    const ground: Ground = { platforms, screens, wire, weather, clock, home, doors, restart };
    const trouble = await perform(ground, asked.data).catch((error: unknown): Trouble => {
      const detail = error instanceof Error ? error.message : "failed";
      return { side: "town", key: "town", detail };
    });
    acts += 1;
    json(response, 200, { trouble, acts });
    changed();
  }

  function listen(response: ServerResponse, person: string): void {
    const known = people.some(({ id }) => id === person) ? person : (people[0]?.id ?? "");
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write("retry: 1000\n\n");
    windows.set(response, known);
    response.on("close", () => windows.delete(response));
    tell(response, known);
  }

  return {
    url,
    host,
    slackApiUrl: `${url}/wire/slack/api/`,
    platforms,
    async enter(opened) {
      home = opened;
      await arrive();
      changed();
    },
    close: () =>
      new Promise((closed) => {
        clearTimeout(telling);
        for (const side of sides) weather.set(side, false);
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
