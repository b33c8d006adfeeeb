/** A client in Swift that makes every call of the catalogue, and decodes every answer as the suites say. */
import type { SentKeys, SentValue } from '../../../src/catalog/client-call.ts';
import type { KnownCall } from '../../../src/check/check.ts';
import { camel, newTypes, pascal, type Types } from './types.ts';

/** Its source, some three thousand lines. */
export function swiftClient(calls: readonly KnownCall[]): string {
  const types = newTypes();
  const functions = calls.map((known, i) => functionOf(known, i, types));
  return [HEAD, 'extension Client {', functions.join('\n\n'), '}', '', types.text(), ''].join('\n');
}

const HEAD = `import Foundation

actor Client {
    static let shared = Client()
    var baseURL: String { ProcessInfo.processInfo.environment["API_URL"] ?? "" }
    let session: URLSession
    private let decoder: JSONDecoder

    init() {
        self.session = URLSession(configuration: .default)
        self.decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            let fraction = ISO8601DateFormatter()
            fraction.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
            if let date = fraction.date(from: text) { return date }
            if let date = ISO8601DateFormatter().date(from: text) { return date }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date")
        }
    }

${helper('get', false)}

${helper('post', true)}

${helper('post', false)}

${helper('patch', true)}

    func delete(_ endpoint: String) async throws {
        var request = URLRequest(url: URL(string: baseURL + endpoint)!)
        request.httpMethod = "DELETE"
        _ = try await session.data(for: request)
    }

    private func perform<T: Decodable>(_ request: URLRequest) async throws -> T {
        let (data, _) = try await session.data(for: request)
        do {
            return try decoder.decode(T.self, from: data)
        } catch let error as DecodingError {
            throw error
        }
    }
}
`;

function helper(name: string, withBody: boolean): string {
  return [
    `    func ${name}<T: Decodable${withBody ? ', B: Encodable' : ''}>(_ endpoint: String${withBody ? ', body: B' : ''}, requireAuth: Bool = true) async throws -> T {`,
    '        let url = URL(string: baseURL + endpoint)!',
    '        var request = URLRequest(url: url)',
    `        request.httpMethod = "${name.toUpperCase()}"`,
    ...(withBody ? ['        request.httpBody = try JSONEncoder().encode(body)'] : []),
    '        return try await perform(request)',
    '    }',
  ].join('\n');
}

/** Sent values as Swift types; those of objects are declared in the function. */
function sentType(value: SentValue, name: string, declared: string[]): string {
  const one = (type: SentValue['type'] | string): string => {
    if (Array.isArray(type)) return `[${one(type[0] as string)}]`;
    if (typeof type === 'object') {
      declared.push(encodable(pascal(name), type as SentKeys, declared));
      return pascal(name);
    }
    const WORDS: Record<string, string> = {
      int: 'Int',
      double: 'Double',
      bool: 'Bool',
      csv: '[String]',
      datetime: 'Date',
      day: 'Date',
    };
    return WORDS[type as string] ?? 'String';
  };
  return one(value.type);
}

function encodable(name: string, keys: SentKeys, declared: string[]): string {
  const fields = Object.entries(keys).map(([key, value]) => ({
    key,
    property: camel(key),
    type: sentType(value, `${name}_${key}`, declared) + (value.optional || value.nullable ? '?' : ''),
  }));
  const other = fields.filter(({ key, property }) => key !== property);
  const same = fields.filter(({ key, property }) => key === property).map(({ property }) => property);
  return [
    `        struct ${name}: Encodable {`,
    ...fields.map(({ property, type }) => `            let ${property}: ${type}`),
    ...(other.length > 0
      ? [
          '',
          '            enum CodingKeys: String, CodingKey {',
          ...(same.length > 0 ? [`                case ${same.join(', ')}`] : []),
          ...other.map(({ key, property }) => `                case ${property} = "${key}"`),
          '            }',
        ]
      : []),
    '        }',
  ].join('\n');
}

function functionOf({ call, method, query: sent, decodes, module }: KnownCall, i: number, types: Types): string {
  const path = (call.route.split(' ')[1] ?? '').replace(/^\//, '');
  const words = path.split('/').filter((part) => !/[{}]/.test(part));
  const name = `${method.toLowerCase()}${words.map((word) => pascal(word.replace(/[^\w]+/g, '_'))).join('')}${i}`;
  const holes = [...path.matchAll(/\{(\w+)\}/g)].map((match) => `${match[1]}: String`);
  const query = Object.entries(sent);
  const parameters = [
    ...holes,
    ...query.map(([key, value]) => `${camel(key)}: ${sentType(value, key, [])}${value.optional ? '? = nil' : ''}`),
  ];
  const literal = path.replace(/\{(\w+)\}/g, '\\($1)');
  const lines: string[] = [];
  const body = bodyOf(call.body, lines, parameters);
  const answer = decodes === null ? null : types.nameOf(decodes, hintOf(module, words)) + (decodes.nullable ? '?' : '');
  const endpoint = endpointOf(literal, query, i, lines);
  const direct =
    answer === null
      ? method !== 'DELETE' || i % 2 === 0
      : i % 3 === 0 ||
        method === 'DELETE' ||
        method === 'PUT' ||
        bytes(call.body) ||
        endpoint.startsWith('components') ||
        (method === 'PATCH' && !body);
  lines.push(
    ...(direct
      ? directly(method, endpoint, body, answer, call.contentType)
      : helped(method, endpoint, body, answer, i)),
  );
  return [
    `    func ${name}(${parameters.join(', ')}) async throws${answer === null ? '' : ` -> ${answer}`} {`,
    ...lines.map((line) => (line.startsWith('        ') ? line : `        ${line}`)),
    '    }',
  ].join('\n');
}

const bytes = (body: KnownCall['call']['body']): boolean => body === 'any';

const hintOf = (module: string, words: readonly string[]): string =>
  pascal(`${module.replaceAll('-', '_')}_${(words.at(-1) ?? 'answer').replace(/[^\w]+/g, '_')}`);

function bodyOf(body: KnownCall['call']['body'], lines: string[], parameters: string[]): string | undefined {
  if (body === undefined) return undefined;
  if (body === 'any') {
    parameters.push('data: Data');
    return 'data';
  }
  const declared: string[] = [];
  const main = encodable('Body', body, declared);
  lines.push(...declared, main);
  parameters.push(...Object.keys(body).map((key) => `${camel(key)}Value: String`));
  lines.push(
    `let body = Body(${Object.keys(body)
      .map((key) => `${camel(key)}: ${camel(key)}Value`)
      .join(', ')})`,
  );
  return 'body';
}

/** The endpoint's expression; statements that build it go into `lines`. */
function endpointOf(
  path: string,
  query: readonly (readonly [string, SentValue])[],
  i: number,
  lines: string[],
): string {
  if (query.length === 0) return `"${path}"`;
  const holeText = (key: string, value: SentValue): string => {
    const property = camel(key);
    if (value.type === 'datetime') return `\\(ISO8601DateFormatter().string(from: ${property}))`;
    if (value.type === 'csv') return `\\(${property}.joined(separator: ","))`;
    return `\\(${property})`;
  };
  const always = query.filter(([, value]) => !value.optional);
  const sometimes = query.filter(([, value]) => value.optional);
  const pairOf = ([key, value]: readonly [string, SentValue]): string => `${key}=${holeText(key, value)}`;
  if (sometimes.length === 0 && i % 2 === 0) return `"${path}?${always.map(pairOf).join('&')}"`;
  if (i % 3 === 1) {
    lines.push(`var components = URLComponents(string: baseURL + "${path}")!`);
    lines.push(
      `components.queryItems = [${always.map(([key, value]) => `URLQueryItem(name: "${key}", value: "${holeText(key, value)}")`).join(', ')}]`,
    );
    for (const [key, value] of sometimes)
      lines.push(
        `if let ${camel(key)} { components.queryItems?.append(URLQueryItem(name: "${key}", value: "${holeText(key, value)}")) }`,
      );
    lines.push('let endpoint = String(components.url!.absoluteString.dropFirst(baseURL.count))');
    return 'components.url!.absoluteString';
  }
  if (always.length > 0 && i % 3 === 2) {
    lines.push(`var endpoint = "${path}?${always.map(pairOf).join('&')}"`);
    for (const [key, value] of sometimes)
      lines.push(`if let ${camel(key)} = ${camel(key)} {`, `    endpoint += "&${key}=${holeText(key, value)}"`, '}');
    return 'endpoint';
  }
  lines.push(`var queryItems: [String] = [${always.map((one) => `"${pairOf(one)}"`).join(', ')}]`);
  for (const [key, value] of sometimes)
    lines.push(
      `if let ${camel(key)} = ${camel(key)} {`,
      `    queryItems.append("${key}=${holeText(key, value)}")`,
      '}',
    );
  lines.push(`let endpoint = "${path}?\\(queryItems.joined(separator: "&"))"`);
  return 'endpoint';
}

function directly(
  method: string,
  endpoint: string,
  body: string | undefined,
  answer: string | null,
  contentType?: string,
): string[] {
  const whole = endpoint.startsWith('components') ? `URL(string: ${endpoint})!` : `URL(string: baseURL + ${endpoint})!`;
  return [
    `let url = ${whole}`,
    'var request = URLRequest(url: url)',
    `request.httpMethod = "${method}"`,
    ...(contentType ? [`request.setValue("${contentType}", forHTTPHeaderField: "Content-Type")`] : []),
    ...(body === 'data'
      ? ['request.httpBody = data']
      : body
        ? [`request.httpBody = try JSONEncoder().encode(${body})`]
        : []),
    answer === null
      ? 'let (_, response) = try await session.data(for: request)'
      : 'let (data, response) = try await session.data(for: request)',
    'guard let http = response as? HTTPURLResponse, (200...299).contains(http.statusCode) else { throw URLError(.badServerResponse) }',
    ...(answer === null ? [] : [`return try decoder.decode(${answer}.self, from: data)`]),
  ];
}

function helped(
  method: string,
  endpoint: string,
  body: string | undefined,
  answer: string | null,
  i: number,
): string[] {
  const call = `try await ${method.toLowerCase()}(${endpoint}${body ? `, body: ${body}` : ''})`;
  if (answer === null) return [call];
  return i % 2 === 0 ? [`return ${call}`] : [`let response: ${answer} = ${call}`, 'return response'];
}
