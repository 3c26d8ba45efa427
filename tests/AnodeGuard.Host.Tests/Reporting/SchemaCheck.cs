using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace AnodeGuard.Host.Tests.Reporting
{
    /// <summary>
    /// Checks a document against a JSON Schema (2020-12), as far as the schemas of this repository go: a keyword that is not
    /// known here throws. Of its own because no validator for .NET can be restored whole where this is built.
    /// </summary>
    internal sealed class SchemaCheck
    {
        // Words that describe and do not check.
        private static readonly string[] Notes = ["$schema", "$id", "title", "description", "contentEncoding"];

        private readonly JsonElement _schema;

        public SchemaCheck(string path)
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            _schema = document.RootElement.Clone();
        }

        /// <summary>What is wrong with a document; empty where nothing is.</summary>
        public List<string> Validate(string json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            List<string> problems = [];
            Check(_schema, document.RootElement, "$", problems);
            return problems;
        }

        private static void Check(JsonElement schema, JsonElement value, string at, List<string> problems)
        {
            foreach (JsonProperty rule in schema.EnumerateObject())
            {
                if (!Array.Exists(Notes, note => note == rule.Name) && !Holds(rule.Name, rule.Value, schema, value, at, problems))
                {
                    problems.Add(at + ": " + rule.Name + " " + rule.Value.GetRawText()[..Math.Min(120, rule.Value.GetRawText().Length)] + ", found " + value.GetRawText()[..Math.Min(60, value.GetRawText().Length)]);
                }
            }
        }

        private static bool Holds(string rule, JsonElement limit, JsonElement schema, JsonElement value, string at, List<string> problems)
        {
            bool isObject = value.ValueKind == JsonValueKind.Object;
            bool isArray = value.ValueKind == JsonValueKind.Array;
            bool isNumber = value.ValueKind == JsonValueKind.Number;
            bool isText = value.ValueKind == JsonValueKind.String;
            switch (rule)
            {
                case "type":
                    return limit.ValueKind == JsonValueKind.Array ? limit.EnumerateArray().Any(type => IsOf(type.GetString(), value)) : IsOf(limit.GetString(), value);
                case "enum":
                    return limit.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value));
                case "minimum":
                    return !isNumber || value.GetDecimal() >= limit.GetDecimal();
                case "maximum":
                    return !isNumber || value.GetDecimal() <= limit.GetDecimal();
                case "pattern":
                    return !isText || Regex.IsMatch(value.GetString(), limit.GetString());
                case "maxLength":
                    return !isText || value.GetString().Length <= limit.GetInt32();
                case "required":
                    return !isObject || limit.EnumerateArray().All(name => value.TryGetProperty(name.GetString(), out _));
                case "minProperties":
                    return !isObject || value.EnumerateObject().Count() >= limit.GetInt32();
                case "additionalProperties":
                    return limit.GetBoolean() || !isObject || value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _));
                case "uniqueItems":
                    return !isArray || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength();
                case "properties":
                    CheckMembers(limit, value, at, problems);
                    return true;
                case "items":
                    CheckItems(limit, value, at, problems);
                    return true;
                case "allOf":
                    return limit.EnumerateArray().All(one => Fits(one, value));
                case "anyOf":
                    return limit.EnumerateArray().Any(one => Fits(one, value));
                case "oneOf":
                    return limit.EnumerateArray().Count(one => Fits(one, value)) == 1;
                case "not":
                    return !Fits(limit, value);
                default:
                    throw new NotSupportedException("this check does not know the keyword " + rule);
            }
        }

        private static bool Fits(JsonElement schema, JsonElement value)
        {
            List<string> problems = [];
            Check(schema, value, "", problems);
            return problems.Count == 0;
        }

        private static void CheckMembers(JsonElement schemas, JsonElement value, string at, List<string> problems)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return;
            }

            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (schemas.TryGetProperty(member.Name, out JsonElement schema))
                {
                    Check(schema, member.Value, at + "." + member.Name, problems);
                }
            }
        }

        private static void CheckItems(JsonElement schema, JsonElement value, string at, List<string> problems)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Check(schema, item, at + "[]", problems);
                }
            }
        }

        private static bool IsOf(string type, JsonElement value)
        {
            return type switch
            {
                "object" => value.ValueKind == JsonValueKind.Object,
                "array" => value.ValueKind == JsonValueKind.Array,
                "string" => value.ValueKind == JsonValueKind.String,
                "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
                "null" => value.ValueKind == JsonValueKind.Null,
                "number" => value.ValueKind == JsonValueKind.Number,
                "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
                _ => throw new NotSupportedException("this check does not know the type " + type),
            };
        }
    }
}
