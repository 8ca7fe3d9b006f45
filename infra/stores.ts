import { RemovalPolicy, type Stack } from "aws-cdk-lib";
import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { type IndexName, indexHolds, indexKeys } from "#functions/storage/store";

/** What lasts: the house's key, the one table, and the table of the records' own keys. */
export interface Stores {
  readonly key: Key;
  readonly table: TableV2;
  readonly keys: TableV2;
}

/** Nothing here goes away with the stack, nor by a slip of the hand. */
export function openStores(stack: Stack): Stores {
  const key = houseKey(stack);
  const lasting = {
    partitionKey: text("PK"),
    sortKey: text("SK"),
    encryption: TableEncryptionV2.customerManagedKey(key),
    deletionProtection: true,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    removalPolicy: RemovalPolicy.RETAIN,
  };
  return {
    key,
    table: new TableV2(stack, "Table", {
      ...lasting,
      // A draft nobody returns to, a link to a file. Removal may come days late: the code compares the time itself.
      timeToLiveAttribute: "expires",
      // Ids are enough: deliver reads the record itself, and nothing protected travels in the stream.
      dynamoStream: StreamViewType.KEYS_ONLY,
      globalSecondaryIndexes: (Object.keys(indexKeys) as IndexName[]).map((indexName) => ({
        indexName,
        partitionKey: text(indexKeys[indexName].pk),
        sortKey: text(indexKeys[indexName].sk),
        ...(indexHolds[indexName].length > 0
          ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...indexHolds[indexName]] }
          : { projectionType: ProjectionType.KEYS_ONLY }),
      })),
    }),
    // A table of its own, so that restoring the records never brings back a key that was shredded.
    keys: new TableV2(stack, "Keys", lasting),
  };
}

/** What it takes to keep something under the key and read it again. */
export const keyVerbs = [
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

function houseKey(stack: Stack): Key {
  const key = new Key(stack, "Key", {
    description: "Kvalitetsboten: tables, queues, logs, alarms and the functions' environment",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // These two work on their own behalf, so the key must name them; all others come by their role.
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: keyVerbs,
      resources: ["*"],
      conditions: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": stack.formatArn({ service: "logs", resource: "log-group:*" }),
        },
      },
    }),
  );
  key.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: ["*"],
      conditions: { StringEquals: { "aws:SourceAccount": stack.account } },
    }),
  );
  return key;
}

const text = (name: string) => ({ name, type: AttributeType.STRING });
