import { isDeepStrictEqual } from "node:util";
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Item, indexKeys, type Key, type Query, type Store } from "./store.ts";

export interface DynamoOptions {
  readonly table: string;
  /** A DynamoDB other than Amazon's own, such as the embedded one. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Told the capacity units each finished call consumed. */
  readonly units?: (verb: keyof Store, units: number) => void;
}

/** One for all tables at an address: they share its connections. */
const clients = new Map<string, DynamoDBClient>();

function clientAt(endpoint: string | undefined, region: string | undefined): DynamoDBClient {
  const address = `${endpoint} ${region}`;
  const known = clients.get(address);
  if (known) return known;
  const client = new DynamoDBClient({
    endpoint,
    ...((region ?? endpoint) && { region: region ?? "eu-north-1" }),
    ...(endpoint && !process.env.AWS_ACCESS_KEY_ID && { credentials: nobody }),
    maxAttempts: 3,
    // Without throwOnRequestTimeout a request that hangs is only warned of.
    requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
  });
  // It walks all that is read and written for a log that nobody keeps.
  client.middlewareStack.remove("loggerMiddleware");
  clients.set(address, client);
  return client;
}

/**
 * The store over one DynamoDB table. What DynamoDB refuses (an item over 400 KB, an empty key, no such table)
 * and what it does not answer in time, after two more attempts, is thrown.
 */
export function openDynamo({ table: TableName, endpoint, region, units }: DynamoOptions): Store {
  const client = clientAt(endpoint, region);
  const common = { TableName, ...(units && { ReturnConsumedCapacity: "TOTAL" as const }) };
  const meter = (verb: keyof Store, used?: { CapacityUnits?: number }) =>
    units?.(verb, used?.CapacityUnits ?? 0);

  async function get({ PK, SK }: Key): Promise<Item | undefined> {
    const got = await client.send(
      new GetItemCommand({ ...common, Key: marshall({ PK, SK }), ConsistentRead: true }),
    );
    meter("get", got.ConsumedCapacity);
    return got.Item && (unmarshall(got.Item) as Item);
  }

  return {
    get,

    async put(item, when) {
      const stored = marshall(item, { removeUndefinedValues: true });
      try {
        const put = await client.send(new PutItemCommand({ ...common, Item: stored, ...condition(when) }));
        meter("put", put.ConsumedCapacity);
        return "ok";
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // A first attempt may have been written although its answer was lost: then the second one meets our own item.
        const retried = (error.$metadata.attempts ?? 1) > 1;
        return retried && isDeepStrictEqual(await get(item), unmarshall(stored)) ? "ok" : "conflict";
      }
    },

    async remove({ PK, SK }) {
      const removed = await client.send(new DeleteItemCommand({ ...common, Key: marshall({ PK, SK }) }));
      meter("remove", removed.ConsumedCapacity);
    },

    async query(query) {
      const page = await client.send(new QueryCommand({ ...common, ...question(query) }));
      meter("query", page.ConsumedCapacity);
      return {
        items: (page.Items ?? []).map((item) => unmarshall(item) as Item),
        ...(page.LastEvaluatedKey && { next: mark(page.LastEvaluatedKey) }),
      };
    },
  };
}

/** The embedded DynamoDB asks for a signature but not whose. */
const nobody = { accessKeyId: "local", secretAccessKey: "local" };

function condition(when: "absent" | { readonly rev: number } | undefined): Partial<PutItemCommandInput> {
  if (when === undefined) return {};
  if (when === "absent") return { ConditionExpression: "attribute_not_exists(PK)" };
  return {
    ConditionExpression: "#rev = :rev",
    ExpressionAttributeNames: { "#rev": "rev" },
    ExpressionAttributeValues: { ":rev": { N: String(when.rev) } },
  };
}

function question(query: Query): Partial<QueryCommandInput> {
  const { index, pk, begins, upTo, limit, from } = query;
  if (begins !== undefined && upTo !== undefined && !upTo.startsWith(begins))
    throw new Error(`A query up to "${upTo}" must stay within what begins "${begins}"`);
  const key = index ? indexKeys[index] : { pk: "PK", sk: "SK" };
  const range =
    begins !== undefined && upTo !== undefined
      ? "#sk BETWEEN :begins AND :upTo"
      : begins !== undefined
        ? "begins_with(#sk, :begins)"
        : upTo !== undefined && "#sk <= :upTo";
  return {
    ...(index ? { IndexName: index } : { ConsistentRead: true }),
    KeyConditionExpression: range ? `#pk = :pk AND ${range}` : "#pk = :pk",
    ExpressionAttributeNames: { "#pk": key.pk, ...(range && { "#sk": key.sk }) },
    ExpressionAttributeValues: marshall(
      { ":pk": pk, ":begins": begins, ":upTo": upTo },
      { removeUndefinedValues: true },
    ),
    ScanIndexForward: !query.newestFirst,
    Limit: limit,
    ExclusiveStartKey: from === undefined ? undefined : unmark(from),
  };
}

type Mark = NonNullable<QueryCommandInput["ExclusiveStartKey"]>;

const mark = (last: Mark) => Buffer.from(JSON.stringify(unmarshall(last))).toString("base64url");

function unmark(text: string): Mark {
  try {
    return marshall(JSON.parse(Buffer.from(text, "base64url").toString()));
  } catch {
    throw new Error("A query can only go on from a mark that an earlier page gave");
  }
}
