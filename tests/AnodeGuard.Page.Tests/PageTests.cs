using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.Dashboard;
using AnodeGuard.Host.Tests.Mqtt;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace AnodeGuard.Page.Tests
{
    /// <summary>The page in a real browser, against a running emulated board and a real mosquitto.</summary>
    [Collection("page")]
    public class PageTests
    {
        private readonly Browser _browser;

        public PageTests(Browser browser)
        {
            _browser = browser;
        }

        [Fact]
        public async Task From_normal_to_tripped_to_a_lost_broker()
        {
            using Bench bench = new();
            IPage page = await _browser.Open(1360, 1000);
            List<string> strangers = Watch(page, bench.Url);
            bench.SwitchOn("dendrite-contact", 8, 600);
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Normal", new() { Timeout = 20_000 });
            await Expect(page.Locator("#hero")).ToHaveAttributeAsync("data-state", "normal");
            await page.WaitForFunctionAsync("Number(document.querySelector('[data-id=sense_v] .value').textContent) > 2");
            Assert.Equal("#shape-normal", await page.Locator("#hero-shape").GetAttributeAsync("href"));
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-normal.png"), FullPage = true });

            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 30_000 });
            Assert.Equal("#shape-tripped", await page.Locator("#hero-shape").GetAttributeAsync("href"));
            await Expect(page.Locator("#hero-note")).ToContainTextAsync("Cause: sense contact anode");
            await Expect(page.Locator(".fault").First).ToContainTextAsync("Take it apart for inspection", new() { IgnoreCase = true });
            await Expect(page.Locator("#events")).ToContainTextAsync("Sense contact anode");
            await Expect(page.Locator("#events")).ToContainTextAsync("Switch open");
            await AssertCollapseIsDrawn(page);
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-tripped.png"), FullPage = true });

            bench.Broker.Kill();
            await Expect(page.Locator(".banner")).ToContainTextAsync("The broker is gone", new() { Timeout = 10_000 });
            await Expect(page.Locator("#hero")).ToHaveClassAsync(new Regex("stale"));
            await Expect(page.Locator("#hero-word")).ToContainTextAsync("old");
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-broker-gone.png") });
            bench.Broker.Start();
            await Expect(page.Locator(".banner")).ToHaveCountAsync(0, new() { Timeout = 20_000 });
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 20_000 });
            Assert.Empty(strangers);
        }

        /// <summary>The sense converter falls silent for three seconds: an alarm that is over, and latched until somebody has seen it.</summary>
        [Fact]
        public async Task What_is_latched_is_acknowledged_after_asking_back()
        {
            const string Device = "emulated/healthy-cycling";
            byte[] key = RandomNumberGenerator.GetBytes(32);
            string keys = Path.GetTempFileName();
            File.WriteAllText(keys, Device + " " + Convert.ToHexStringLower(key) + "\n");
            using Bench bench = new(new DashboardOptions { Keys = CommandKeys.Load(keys) });
            File.Delete(keys);
            bench.SwitchOn("healthy-cycling", 8, 3600, 10, key, session => session.Machine.Scheduler.AddHook(1_000_000, () =>
            {
                long second = session.Machine.Clock.NowMicroseconds / 1_000_000;
                session.Machine.Faults.SilenceChip(0x48, second is >= 30 and < 33);
            }));
            IPage page = await _browser.Open(1360, 900);
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 30_000 });
            await Expect(page.Locator(".fault")).ToContainTextAsync(["Sensor stale"]);
            await Expect(page.Locator(".fault .badge", new() { HasText = "holds now" })).ToHaveCountAsync(0, new() { Timeout = 20_000 });

            await page.ClickAsync("#acknowledge");
            await Expect(page.Locator("#confirm-text")).ToContainTextAsync("Sensor stale");
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-acknowledge.png") });
            await page.ClickAsync("#confirm-no");
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped");
            await page.ClickAsync("#acknowledge");
            await page.ClickAsync("#confirm-yes");
            await Expect(page.Locator("#confirm-answer")).ToContainTextAsync("The device has taken it", new() { Timeout = 15_000 });
            await page.ClickAsync("#confirm-no");
            await Expect(page.Locator("#hero-word")).Not.ToHaveTextAsync("Tripped", new() { Timeout = 15_000 });
            await Expect(page.Locator(".fault")).ToHaveCountAsync(0);
            await Expect(page.Locator("#acknowledge")).ToBeHiddenAsync();
            await Expect(page.Locator("#events")).ToContainTextAsync("Acknowledged");

            // Nobody was at the board: the switch is still open, and the page says why.
            await Expect(page.Locator("#hero-note")).ToContainTextAsync("Switch open");
            await Expect(page.Locator("#hero-note")).ToContainTextAsync("button at the board");
        }

        [Fact]
        public async Task A_key_that_is_not_the_devices_is_refused_in_its_words()
        {
            string keys = Path.GetTempFileName();
            File.WriteAllText(keys, "emulated/dendrite-contact " + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) + "\n");
            using Bench bench = new(new DashboardOptions { Keys = CommandKeys.Load(keys) });
            File.Delete(keys);
            bench.SwitchOn("dendrite-contact", 20, 3600, 10, RandomNumberGenerator.GetBytes(32));
            IPage page = await _browser.Open(1000, 800);
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 30_000 });
            await page.ClickAsync("#acknowledge");
            await page.ClickAsync("#confirm-yes");
            await Expect(page.Locator("#confirm-answer")).ToContainTextAsync("Refused: ", new() { Timeout = 15_000 });
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped");
        }

        [Fact]
        public async Task On_a_phone_nothing_is_cut_off()
        {
            using Bench bench = new();
            bench.SwitchOn("dendrite-contact", 20, 300);
            IPage page = await _browser.Open(390, 844, true, ColorScheme.Dark);
            List<string> strangers = Watch(page, bench.Url);
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 30_000 });
            await page.WaitForFunctionAsync("document.querySelectorAll('.plot canvas').length >= 4");
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            string[] small = await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('button, a.button')].filter(b => b.offsetParent && !b.classList.contains('link') && b.offsetHeight < 36).map(b => b.textContent)");
            Assert.Empty(small);
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("phone-tripped.png"), FullPage = true });
            Assert.Empty(strangers);
        }

        [Fact]
        public async Task Many_devices_the_gravest_first()
        {
            using Bench bench = new();
            string[] stories = ["healthy-cycling", "over-temperature", "open-sense-lead", "sand-depletion", "dendrite-contact"];
            foreach (string story in stories)
            {
                bench.SwitchOn(story, 12, 3600);
            }

            IPage page = await _browser.Open(1360, 900);
            await page.GotoAsync(bench.Url + "#emulated/healthy-cycling");
            await Expect(page.Locator("#fleet-list .row")).ToHaveCountAsync(stories.Length, new() { Timeout = 20_000 });
            await Expect(page.Locator(".row[data-state=tripped]")).ToHaveCountAsync(3, new() { Timeout = 40_000 });
            await Expect(page.Locator("#fleet-list li:first-child .row")).ToHaveAttributeAsync("data-state", "tripped", new() { Timeout = 5000 });
            await Expect(page.Locator("#hero-name")).ToHaveTextAsync("emulated/healthy-cycling");
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-many.png") });
            await page.Locator(".row", new() { HasText = "open-sense-lead" }).ClickAsync();
            await Expect(page.Locator("#hero-name")).ToHaveTextAsync("emulated/open-sense-lead");
            await Expect(page.Locator(".fault").First).ToContainTextAsync("lead", new() { Timeout = 10_000 });
            await page.FillAsync("#fleet-filter", "sand");
            await Expect(page.Locator("#fleet-list li:visible")).ToHaveCountAsync(1);

            // A device of the same name at another site: from now on the rows tell which is which.
            await Expect(page.Locator(".row-site").First).ToBeHiddenAsync();
            Subscriber.Publish(bench.Broker.Port, "anodeguard/lab/sand-depletion/state", "{\"seq\":1,\"after\":0,\"boot\":1,\"up_ms\":1,\"state\":\"normal\"}", false);
            await Expect(page.Locator("#fleet-list li:visible .row-name")).ToHaveCountAsync(2, new() { Timeout = 30_000 });
            await Expect(page.Locator("#fleet-list li:visible .row-site:visible")).ToHaveCountAsync(2);
        }

        /// <summary>The board finds its cell's J* from rests, a fifth below the settings' 546 A/m2; each value is a point on a plot of its own.</summary>
        [Fact]
        public async Task Identified_limiting_current_over_the_cycles()
        {
            using Bench bench = new();
            bench.SwitchOn("interrupts", 40, 3600);
            IPage page = await _browser.Open(1360, 1000);
            await page.GotoAsync(bench.Url);
            ILocator plot = page.Locator(".plot", new() { HasText = "Identified limiting current density" });
            await Expect(plot).ToBeHiddenAsync();
            await Expect(page.Locator("[data-id=j_star]")).ToContainTextAsync("identified; the settings say 546", new() { Timeout = 40_000 });
            await Expect(plot).ToBeVisibleAsync();
            await Task.Delay(15_000);
            double identified = double.Parse(await page.Locator("[data-id=j_star] .value").TextContentAsync(), CultureInfo.InvariantCulture);
            Assert.InRange(identified, 454.8 * 0.93, 454.8 * 1.07);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Normal");
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("desktop-identified.png"), FullPage = true });
            await page.SetViewportSizeAsync(390, 844);
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("phone-identified.png"), FullPage = true });
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        }

        [Fact]
        public async Task Pause_zoom_and_windows()
        {
            using Bench bench = new();
            bench.SwitchOn("dendrite-contact", 20, 1200);
            IPage page = await _browser.Open(1200, 900);
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-word")).ToHaveTextAsync("Tripped", new() { Timeout = 30_000 });
            string before = await page.Locator("#range").TextContentAsync();
            await Expect(page.Locator("#range")).Not.ToHaveTextAsync(before);
            await page.ClickAsync("#pause");
            string held = await page.Locator("#range").TextContentAsync();
            await Task.Delay(600);
            Assert.Equal(held, await page.Locator("#range").TextContentAsync());

            // Dragging across a plot shows what was dragged over, and no more.
            await page.ClickAsync("#pause");
            double whole = await SecondsShown(page);
            await page.Locator(".plot .u-over").First.EvaluateAsync("plot => plot.scrollIntoView({ block: 'center' })");
            LocatorBoundingBoxResult over = await page.Locator(".plot .u-over").First.BoundingBoxAsync();
            float y = over.Y + (over.Height / 2);
            await page.Mouse.MoveAsync(over.X + (over.Width * 0.6f), y);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(over.X + (over.Width * 0.9f), y, new() { Steps = 5 });
            await page.Mouse.UpAsync();
            await Expect(page.Locator("#pause")).ToHaveTextAsync("Back to live");
            double shown = await SecondsShown(page);
            Assert.InRange(shown, 0.2 * whole, 0.5 * whole);
            await page.Locator(".plot .u-over").First.DblClickAsync();
            await Expect(page.Locator("#pause")).ToHaveTextAsync("Pause");
            await page.ClickAsync("text=2 min");
            await Expect(page.Locator("[data-seconds='120']")).ToHaveAttributeAsync("aria-pressed", "true");

            // Twenty seconds of the board in one of ours: no more than two minutes are shown, once there are so many.
            await page.WaitForFunctionAsync(
                """
                () => {
                    const range = document.getElementById("export").href.match(/(?:from|to)=\d+/g).map(end => Number(end.split("=")[1]));
                    return range[1] - range[0] >= 115000;
                }
                """);
            Assert.InRange(await SecondsShown(page), 115, 130);

            // An event leads to its instant.
            await page.Locator("#events .link").Last.ClickAsync();
            await Expect(page.Locator("#pause")).ToHaveTextAsync("Back to live");
        }

        [Fact]
        public async Task Names_and_texts_of_devices_are_never_markup()
        {
            using Bench bench = new();
            IPage page = await _browser.Open(900, 700);
            List<string> strangers = Watch(page, bench.Url);
            const string Evil = "<img src=x onerror=window.broken=1>";
            Publish(bench, "anodeguard/lab/" + Evil + "/state", "{\"seq\":1,\"boot\":1,\"up_ms\":1,\"state\":\"" + Evil + "\",\"active\":[\"" + Evil + "\"],\"latched\":[\"" + Evil + "\"],\"voltage_v\":\"" + Evil + "\"}");
            Publish(bench, "anodeguard/lab/" + Evil + "/event", "{\"seq\":2,\"boot\":1,\"up_ms\":1,\n\"event\":\"fault\",\"fault\":\"" + Evil + "\",\"level\":\"" + Evil + "\"}");
            await page.GotoAsync(bench.Url);
            await Expect(page.Locator("#hero-name")).ToHaveTextAsync("lab/" + Evil);
            await Expect(page.Locator(".fault")).ToHaveCountAsync(1);
            Assert.Equal(0, await page.Locator("main img").CountAsync());
            Assert.False(await page.EvaluateAsync<bool>("'broken' in window"));
            Assert.Empty(strangers);
        }

        private static void Publish(Bench bench, string topic, string payload)
        {
            using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
                AnodeGuard.Host.Tests.Mqtt.Mosquitto.Program("mosquitto_pub"),
                ["-h", "127.0.0.1", "-p", bench.Broker.Port.ToString(CultureInfo.InvariantCulture), "-q", "1", "-t", topic, "-m", payload]);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }

        /// <summary>Notes every request to another host and everything the page complains of.</summary>
        private static List<string> Watch(IPage page, string url)
        {
            List<string> seen = [];
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith(url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                {
                    seen.Add(request.Url);
                }
            };
            page.PageError += (_, error) => seen.Add("error: " + error);
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    seen.Add("console: " + message.Text);
                }
            };
            return seen;
        }

        private static async Task<double> SecondsShown(IPage page)
        {
            string href = await page.Locator("#export").GetAttributeAsync("href");
            long[] ends = Regex.Matches(href, "(?:from|to)=(\\d+)").Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
            return (ends[1] - ends[0]) / 1000.0;
        }

        /// <summary>Green pixels of the sense line near the top and near the bottom of the first plot: it fell.</summary>
        private static async Task AssertCollapseIsDrawn(IPage page)
        {
            await page.WaitForFunctionAsync(
                """
                () => {
                  const canvas = document.querySelector('.plot canvas');
                  const { width, height } = canvas;
                  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
                  let top = height, bottom = 0;
                  for (let y = 0; y < height; y++) {
                    for (let x = 0; x < width; x++) {
                      const i = (y * width + x) * 4;
                      if (pixels[i + 3] > 200 && pixels[i] < 40 && Math.abs(pixels[i + 1] - 158) < 40 && Math.abs(pixels[i + 2] - 115) < 40) {
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                      }
                    }
                  }
                  return bottom - top > height * 0.4;
                }
                """);
        }
    }
}
