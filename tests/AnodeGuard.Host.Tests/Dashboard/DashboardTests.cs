using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using AnodeGuard.Cli.Dashboard;
using AnodeGuard.Cli.Emulate;
using AnodeGuard.Cli.Mqtt;
using AnodeGuard.Core;
using AnodeGuard.Host.Tests.Cli;
using AnodeGuard.Host.Tests.Mqtt;
using Xunit;

namespace AnodeGuard.Host.Tests.Dashboard
{
    /// <summary>The page's server: who is let in, what it answers, what it brings along.</summary>
    public sealed class DashboardTests : IDisposable
    {
        private const string Token = "a-token-that-is-long-enough";
        private const string State = "{\"seq\":7,\"after\":5,\"boot\":42,\"up_ms\":2300,\"ts\":\"2026-07-21T08:15:02.300Z\",\"state\":\"normal\",\"voltage_v\":3.7,\"current_a\":0.001,\"sense_v\":2.9,\"temperature_c\":25,\"s\":0.1}";

        private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        private readonly Mosquitto _broker = new();
        private DashboardServer _server;

        public void Dispose()
        {
            _client.Dispose();
            _server?.Dispose();
            _broker.Dispose();
        }

        [Fact]
        public async Task Nothing_is_loaded_from_another_host_and_nothing_inline_runs()
        {
            Serve();
            using HttpResponseMessage page = await _client.GetAsync(Url("/"));
            string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("default-src 'none'", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.DoesNotContain("http", policy);
            Assert.Equal("nosniff", Assert.Single(page.Headers.GetValues("X-Content-Type-Options")));
            string html = await page.Content.ReadAsStringAsync();
            Assert.DoesNotMatch(new Regex("<script(?![^>]*src=)|\\son[a-z]+=|\\sstyle=|javascript:", RegexOptions.IgnoreCase), html);
            foreach (Match link in Regex.Matches(html, "(?:src|href)=\"([^\"#]+)\""))
            {
                using HttpResponseMessage asset = await _client.GetAsync(Url("/" + link.Groups[1].Value));
                Assert.Equal(HttpStatusCode.OK, asset.StatusCode);
            }

            // Every module asks only for its neighbours, and each neighbour is there.
            foreach ((string name, (_, byte[] bytes)) in PageAssets.All.Where(asset => asset.Key.EndsWith(".js", StringComparison.Ordinal) && asset.Key != "uplot.js"))
            {
                foreach (Match import in Regex.Matches(Encoding.UTF8.GetString(bytes), "from '([^']+)'"))
                {
                    Assert.True(PageAssets.All.ContainsKey(import.Groups[1].Value["./".Length..]), name + " asks for " + import.Groups[1].Value);
                }

                Assert.DoesNotMatch(new Regex("https?://(?!www\\.w3\\.org/)|innerHTML|insertAdjacentHTML|document\\.write|eval\\("), Encoding.UTF8.GetString(bytes));
            }
        }

        [Fact]
        public async Task On_loopback_only_names_of_this_machine_are_served()
        {
            Serve();
            Assert.Equal(HttpStatusCode.OK, (await Ask("/", "localhost")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await Ask("/", "127.0.0.1")).StatusCode);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await Ask("/", "rebound.example")).StatusCode);
            Assert.Equal(HttpStatusCode.MisdirectedRequest, (await Ask("/api/live", "127.0.0.1.rebound.example")).StatusCode);
        }

        [Fact]
        public async Task With_a_token_everything_needs_it()
        {
            Serve(Token);
            foreach (string path in new[] { "/", "/app.js", "/api/live", "/api/history?device=a/b&from=0&to=1", "/?token=wrong", "/?token=", "/?token=" + Token[..^1] })
            {
                Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(path)).StatusCode);
            }

            using HttpResponseMessage first = await Ask("/?token=" + Token);
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
            Assert.Equal("/", first.Headers.Location.ToString());
            string cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
            Assert.Contains("httponly", cookie);
            Assert.Contains("samesite=strict", cookie);
            Assert.Equal(HttpStatusCode.OK, (await Ask("/app.js", null, ("Cookie", cookie.Split(';')[0]))).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await Ask("/app.js", "lab.example", ("Authorization", "Bearer " + Token))).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask("/app.js", null, ("Authorization", "Bearer x"))).StatusCode);
        }

        [Fact]
        public async Task Commands_are_taken_from_the_page_alone()
        {
            Serve();
            await Heard();
            Assert.Equal(HttpStatusCode.Forbidden, await Post("{\"device\":\"lab/cell-7\",\"command\":\"acknowledge\"}"));
            Assert.Equal(HttpStatusCode.Forbidden, await Post("{\"device\":\"lab/cell-7\",\"command\":\"acknowledge\"}", ("X-AnodeGuard", "page"), ("Origin", "http://evil.example")));
            Assert.Equal(HttpStatusCode.OK, await Post("{\"device\":\"lab/cell-7\",\"command\":\"acknowledge\"}", ("X-AnodeGuard", "page")));
            foreach (string wrong in new[] { "", "no", "[]", "{}", "{\"device\":3,\"command\":4}", "{\"device\":\"lab/none\",\"command\":\"acknowledge\"}", "{\"device\":\"lab/cell-7\",\"command\":\"set-settings\"}", "{\"device\":null,\"command\":null}" })
            {
                Assert.Equal(HttpStatusCode.BadRequest, await Post(wrong, ("X-AnodeGuard", "page")));
            }
        }

        [Fact]
        public async Task A_device_that_was_heard_has_its_past_and_its_export()
        {
            Serve();
            await Heard();
            JsonElement device = await Json("/api/device?device=lab/cell-7");
            Assert.False(device.GetProperty("can_command").GetBoolean());
            Assert.Equal(2.9, device.GetProperty("detail").GetProperty("state").GetProperty("sense_v").GetDouble());
            long at = DateTimeOffset.Parse("2026-07-21T08:15:02.300Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
            string range = "?device=lab/cell-7&from=" + (at - 1000) + "&to=" + (at + 1000);
            JsonElement history = default;
            for (int i = 0; i < 50 && !(history.ValueKind == JsonValueKind.Object && history.GetProperty("t").GetArrayLength() == 1); i++)
            {
                await Task.Delay(50);
                history = await Json("/api/history" + range);
            }

            Assert.Equal(at, history.GetProperty("t")[0].GetInt64());
            Assert.Equal(2.9, history.GetProperty("sense_v")[0].GetDouble());
            Assert.Equal(JsonValueKind.Null, history.GetProperty("t_dep_s")[0].ValueKind);
            using HttpResponseMessage export = await Ask("/api/export" + range);
            Assert.Equal("lab-cell-7-20260721-081501.bdf.csv", export.Content.Headers.ContentDisposition.FileName.Trim('"'));
            Assert.Contains("3.7,0.001,2.9,25,0.1,", await export.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.NotFound, (await Ask("/api/device?device=lab/none")).StatusCode);
            foreach (string wrong in new[] { "", "?device=lab/cell-7", "?device=lab/cell-7&from=5&to=5", "?device=lab/cell-7&from=x&to=9" })
            {
                Assert.Equal(HttpStatusCode.BadRequest, (await Ask("/api/history" + wrong)).StatusCode);
            }
        }

        [Fact]
        public async Task Every_fault_comes_with_what_to_do()
        {
            Serve();
            JsonElement faults = await Json("/api/faults");
            foreach (FaultRow row in FaultTable.Rows)
            {
                Assert.Equal(row.Remedy, faults.GetProperty(row.Name).GetProperty("remedy").GetString());
            }
        }

        [Fact]
        public void Arguments_are_checked()
        {
            using TemporaryFolder folder = new();
            string[] start = ["dashboard", "--broker", "127.0.0.1:" + _broker.Port];
            CliRun.InProcess("dashboard").AssertRefused("--broker");
            foreach (string wrong in new[] { "8080", "127.0.0.1", "lab.example:80", "127.0.0.1:70000", "::1" })
            {
                CliRun.InProcess([.. start, "--listen", wrong]).AssertRefused("--listen", "ADDRESS:PORT");
            }

            CliRun.InProcess([.. start, "--listen", "127.0.0.1:" + _broker.Port]).AssertRefused("--listen", "cannot be used");
            CliRun.InProcess([.. start, "--token-file", folder.Write("short", "abc")]).AssertRefused("--token-file", "16");
            CliRun.InProcess([.. start, "--token-file", folder.Write("odd", "abcdefghijklmnop<script>")]).AssertRefused("--token-file");
            CliRun.InProcess([.. start, "--keys", folder.File("none")]).AssertRefused("--keys");
        }

        [Fact]
        public async Task Beyond_this_machine_a_token_is_made_up_and_printed_once()
        {
            StringWriter output = new();
            StringWriter error = new();
            using CancellationTokenSource stop = new();
            Task<int> run = Task.Run(() => AnodeGuard.Cli.CommandLine.Run(["dashboard", "--broker", "127.0.0.1:" + _broker.Port, "--listen", "0.0.0.0:0"], output, TextWriter.Synchronized(error), stop.Token));
            Wait.Until(() => output.ToString().Contains("page: ", StringComparison.Ordinal), "the address");
            Match address = Regex.Match(output.ToString(), "page: http://[^/]+:([0-9]+)/\\?token=([0-9a-f]{40})");
            Assert.True(address.Success, output.ToString());
            string url = "http://127.0.0.1:" + address.Groups[1].Value + "/";
            Assert.Equal(HttpStatusCode.Unauthorized, (await _client.GetAsync(url)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await _client.GetAsync(url + "?token=" + address.Groups[2].Value)).StatusCode);
            stop.Cancel();
            Assert.Equal(0, await run);
            Assert.DoesNotContain(address.Groups[2].Value, error.ToString());
        }

        private void Serve(string token = null)
        {
            _server = new DashboardServer(
                new DashboardOptions
                {
                    Broker = new BrokerAccount { Address = new BrokerAddress("127.0.0.1", _broker.Port) },
                    Listen = ListenAddress.Parse("127.0.0.1:0"),
                    Token = token,
                },
                _ => { });
        }

        private async Task Heard()
        {
            Subscriber.Publish(_broker.Port, "anodeguard/lab/cell-7/state", State, true);
            for (int i = 0; i < 200 && _server.Fleet.Detail("lab/cell-7") == null; i++)
            {
                await Task.Delay(25);
            }

            Subscriber.Publish(_broker.Port, "anodeguard/lab/cell-7/state", State, false);
        }

        private string Url(string path)
        {
            return "http://127.0.0.1:" + _server.Port.ToString(CultureInfo.InvariantCulture) + path;
        }

        private async Task<HttpResponseMessage> Ask(string path, string host = null, params (string Name, string Value)[] headers)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, Url(path));
            request.Headers.Host = host == null ? null : host + ":" + _server.Port.ToString(CultureInfo.InvariantCulture);
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }

        private async Task<JsonElement> Json(string path)
        {
            return JsonDocument.Parse(await _client.GetStringAsync(Url(path))).RootElement;
        }

        private async Task<HttpStatusCode> Post(string body, params (string Name, string Value)[] headers)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, Url("/api/command")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach ((string name, string value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using HttpResponseMessage response = await _client.SendAsync(request);
            return response.StatusCode;
        }
    }
}
