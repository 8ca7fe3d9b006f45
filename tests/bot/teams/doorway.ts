import { createServer } from "node:http";
import { afterAll, beforeAll } from "vitest";
import type { Converse, Turn } from "#bot/conversation";
import { openTeams } from "#bot/teams/door";
import type { TeamsConfig } from "#bot/teams/verify";
import type { Card, Reply } from "#cards/card";
import type { Sender } from "#functions/reach";
import { startTeamsService, type TeamsService } from "#local/teams/service";

export const words = {
  required: "Måste fyllas i",
  optional: (label: string) => `${label} (valfritt)`,
  preview: "Nytt ärende",
};
export const anna = { id: "0a1b-anna", name: "Anna Andersson", email: "anna@osby.example" };
export const maja = { id: "0a1b-maja", name: "Maja Malm", email: "maja@osby.example" };
export const gast = { id: "0a1b-gast", name: "Gäst Gran", guest: true as const };
export const granne = { id: "0a1b-granne", name: "Granne Grahn", external: true as const };

export interface Doorway {
  service: TeamsService;
  config: TeamsConfig;
  url: string;
  sender: Sender;
  /** What the house answers; set by each test. */
  converse: Converse;
  /** What the house heard since the test began. */
  heard: Turn[];
  troubles: string[];
}

/** Opens, for one test file, a Teams door on a port, with the Microsoft side at home behind it. */
export function openDoorway(): Doorway {
  const way = { heard: [], troubles: [] } as unknown as Doorway;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const own = { appId: "app-1", appPassword: "hemligt", tenant: "tenant-osby" };
    way.service = await startTeamsService({ ...own, people: [anna, maja, gast, granne] });
    way.config = {
      appId: own.appId,
      appPassword: own.appPassword,
      tenantId: own.tenant,
      serviceHosts: [way.service.host, "smba.trafficmanager.net"],
      openIdMetadataUrl: way.service.openIdMetadataUrl,
      loginUrl: way.service.loginUrl,
    };
    const { answer, sender } = openTeams({
      ...way.config,
      words,
      converse: (turn, known) => {
        way.heard.push(turn);
        return way.converse(turn, known);
      },
      trouble: (why) => way.troubles.push(why),
    });
    way.sender = sender;
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const headers = { authorization: request.headers.authorization };
      const {
        statusCode,
        headers: named,
        body,
      } = await answer({ headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(statusCode, named).end(body);
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    way.url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/api/messages`;
    close = async () => {
      server.closeAllConnections();
      server.close();
      await way.service.close();
    };
  });
  afterAll(() => close());
  return way;
}

export const cardOf = (card: Partial<Card>): Card => ({
  title: "Avvikelse K7QF-3M2X",
  surface: "message",
  parts: [],
  buttons: [],
  ...card,
});
export const reply = (card: Partial<Card>): Reply => ({ type: "card", card: cardOf(card) });
