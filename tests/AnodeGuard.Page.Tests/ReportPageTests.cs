using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using AnodeGuard.Cli;
using AnodeGuard.Host.Tests.Cli.Reports;
using Microsoft.Playwright;
using Xunit;

namespace AnodeGuard.Page.Tests
{
    /// <summary>Reports in a real browser: what was identified stands on the plots, a marker for every cycle.</summary>
    [Collection("page")]
    public class ReportPageTests
    {
        /// <summary>
        /// Groups of columns in which a colour stands at least six pixels high: markers. The curve between them is a thin,
        /// nearly level line.
        /// </summary>
        private const string CountMarkers =
            """
            ([title, colour]) => {
              const plot = [...document.querySelectorAll('#plots-cycles .plot')].find(p => p.querySelector('h3').textContent.startsWith(title));
              const canvas = plot.querySelector('canvas'), { width, height } = canvas;
              const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
              const wanted = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
              let groups = 0, inside = false;
              for (let x = 0; x < width; x++) {
                let count = 0;
                for (let y = 0; y < height; y++) {
                  const i = (y * width + x) * 4;
                  count += wanted.every((part, k) => Math.abs(pixels[i + k] - part) < 30) && pixels[i + 3] > 200 ? 1 : 0;
                }
                groups += count >= 6 && !inside ? 1 : 0;
                inside = count >= 6;
              }
              return groups;
            }
            """;

        private readonly Browser _browser;

        public ReportPageTests(Browser browser)
        {
            _browser = browser;
        }

        [Fact]
        public async Task Limiting_current_and_diffusion_time_of_every_cycle_are_drawn()
        {
            using Folder folder = new();
            string report = folder.Report(EmulatedCycling.Polymer(5).Csv, EmulatedCycling.PolymerSettings);
            IPage page = await _browser.Open(1280, 1000);
            List<string> strangers = Watch(page);
            await page.GotoAsync("file://" + report);
            Assert.Equal(5, await page.EvaluateAsync<int>(CountMarkers, new[] { "Limiting current density", "#0072b2" }));
            Assert.Equal(5, await page.EvaluateAsync<int>(CountMarkers, new[] { "Diffusion time", "#d55e00" }));
            Assert.Equal(5, await page.EvaluateAsync<int>(CountMarkers, new[] { "Coulombic efficiency", "#009e73" }));
            string[] over = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('#plots-time .plot h3')].map(h => h.textContent)");
            Assert.Contains("Sense voltage (Cu layer against anode), V", over);
            Assert.Contains("Lead time across the free gap while metal is plated, s", over);
            Assert.Contains("the settings say 70, by which j and s were judged", await page.TextContentAsync("#plots-cycles"), StringComparison.Ordinal);
            Assert.DoesNotContain("J*: it takes", await page.ContentAsync(), StringComparison.Ordinal);
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("report-identified.png"), FullPage = true });
            Assert.Empty(strangers);

            // What stands on the screen comes out of the printer.
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            await page.PdfAsync(new() { Path = Bench.Screenshot("report-identified.pdf") });
            Assert.True(new FileInfo(Bench.Screenshot("report-identified.pdf")).Length > 50_000);
        }

        [Fact]
        public async Task Nucleation_and_resistance_of_every_cycle_are_drawn_on_a_phone_too()
        {
            using Folder folder = new();
            string report = folder.Report(EmulatedCycling.Symmetric(60e-3, 50e-3, 40e-3, 30e-3).Csv, null);
            IPage page = await _browser.Open(390, 844, true);
            List<string> strangers = Watch(page);
            await page.GotoAsync("file://" + report);
            Assert.Equal(4, await page.EvaluateAsync<int>(CountMarkers, new[] { "Nucleation overpotential", "#cc79a7" }));
            Assert.Equal(4, await page.EvaluateAsync<int>(CountMarkers, new[] { "Resistance", "#0072b2" }));
            Assert.Equal(390, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("report-phone.png"), FullPage = true });
            Assert.Empty(strangers);
        }

        /// <summary>A quarter of a million rows, one of which is 0.5 V low: it reaches the lower part of the plot, at its place.</summary>
        [Fact]
        public async Task A_dip_of_one_row_among_very_many_is_on_the_picture()
        {
            const int Rows = 250_000;
            using Folder folder = new();
            StringBuilder csv = new("time_s,voltage_v,current_a\n");
            for (int i = 0; i < Rows; i++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{i},{(i == Rows * 3 / 5 ? 3.2 : 3.7)},0.0001\n");
            }

            IPage page = await _browser.Open(1280, 1000);
            await page.GotoAsync("file://" + folder.Report(csv.ToString(), null));
            double[] deep = await page.EvaluateAsync<double[]>(
                """
                () => {
                  const canvas = document.querySelector('#plots-time .plot canvas'), { width, height } = canvas;
                  const over = document.querySelector('#plots-time .plot .u-over'), box = over.getBoundingClientRect(), all = canvas.getBoundingClientRect();
                  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data;
                  const from = (box.left - all.left) * devicePixelRatio, wide = box.width * devicePixelRatio;
                  const bottom = (box.bottom - all.top) * devicePixelRatio, high = box.height * devicePixelRatio, found = [];
                  for (let x = Math.ceil(from) + 1; x < from + wide; x++) {
                    for (let y = Math.round(bottom - 0.6 * high); y < bottom - 0.2 * high; y++) {
                      const i = (y * width + x) * 4;
                      if (pixels[i] < 90 && pixels[i + 2] > 150 && pixels[i + 3] > 200) {
                        found.push((x - from) / wide);
                        break;
                      }
                    }
                  }
                  return found;
                }
                """);
            Assert.NotEmpty(deep);
            Assert.All(deep, place => Assert.InRange(place, 0.595, 0.605));
        }

        /// <summary>
        /// A file of 100 s beside one of 4000 s: it fills the plots all the same, each file over its own length, and over one
        /// time it is the sliver that it is. Files of like length are drawn over one time from the start.
        /// </summary>
        [Fact]
        public async Task A_short_file_beside_a_long_one_fills_the_plots()
        {
            const string Width =
                """
                () => {
                  const canvas = document.querySelector('#plots-time .plot canvas'), { width, height } = canvas;
                  const over = document.querySelector('#plots-time .plot .u-over').getBoundingClientRect(), all = canvas.getBoundingClientRect();
                  const pixels = canvas.getContext('2d').getImageData(0, 0, width, height).data, from = (over.left - all.left) * devicePixelRatio;
                  let last = from;
                  for (let x = Math.ceil(from); x < from + over.width * devicePixelRatio; x++) {
                    for (let y = 0; y < height; y++) {
                      const i = (y * width + x) * 4;
                      last = pixels[i] > 190 && pixels[i + 1] < 120 && pixels[i + 2] < 60 ? x : last;
                    }
                  }
                  return (last - from) / (over.width * devicePixelRatio);
                }
                """;
            const string Unit = "document.querySelector('#spans').textContent";
            using Folder folder = new();
            string report = folder.Comparison(Steady(4000, 3.7), Steady(100, 3.5));
            IPage page = await _browser.Open(1280, 1000);
            List<string> strangers = Watch(page);
            await page.GotoAsync("file://" + report);
            Assert.StartsWith("A is 40 times as long as B", await page.EvaluateAsync<string>(Unit), StringComparison.Ordinal);
            Assert.InRange(await page.EvaluateAsync<double>(Width), 0.97, 1.0);
            await page.ClickAsync("#spans button:has-text('both over one time')");
            Assert.InRange(await page.EvaluateAsync<double>(Width), 0.015, 0.035);
            await page.ClickAsync("#spans button:has-text('as long as B')");
            Assert.InRange(await page.EvaluateAsync<double>(Width), 0.97, 1.0);
            await page.ClickAsync("#spans button:has-text('each over its own length')");
            Assert.InRange(await page.EvaluateAsync<double>(Width), 0.97, 1.0);

            await page.GotoAsync("file://" + folder.Comparison(Steady(200, 3.7), Steady(100, 3.5)));
            Assert.Equal("", await page.EvaluateAsync<string>(Unit));
            Assert.InRange(await page.EvaluateAsync<double>(Width), 0.48, 0.52);
            Assert.Empty(strangers);
        }

        [Fact]
        public async Task A_flight_recording_from_the_broker_to_its_page()
        {
            using Folder folder = new();
            using Bench bench = new();
            string report = Path.Combine(folder.Path, "flight.html");
            Task<int> recording = Task.Run(() => CommandLine.Run(
                ["recording", "--broker", "127.0.0.1:" + bench.Broker.Port.ToString(CultureInfo.InvariantCulture), "--duration", "60", "--report", report], TextWriter.Null, TextWriter.Null));
            bench.SwitchOn("dendrite-contact", 20, 200);
            Assert.Equal(0, await recording);
            IPage page = await _browser.Open(1280, 1000);
            List<string> strangers = Watch(page);
            await page.GotoAsync("file://" + report);
            Assert.Contains("ALARM: sense-contact-anode", await page.TextContentAsync(".verdict"), StringComparison.Ordinal);
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("flight.png"), FullPage = true });

            // Two seconds around the event: the collapse, before which the layer stood at its baseline.
            await page.ClickAsync("text=2 s");
            await page.ScreenshotAsync(new() { Path = Bench.Screenshot("flight-zoomed.png"), FullPage = true });
            Assert.Empty(strangers);
        }

        /// <summary>Notes every request to a host and everything the page complains of.</summary>
        private static List<string> Watch(IPage page)
        {
            List<string> seen = [];
            page.Request += (_, request) =>
            {
                if (!request.Url.StartsWith("file:", StringComparison.Ordinal))
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

        private static string Steady(int seconds, double volts)
        {
            return "time_s,voltage_v,current_a\n" + string.Concat(Enumerable.Range(0, seconds + 1)
                .Select(second => string.Create(CultureInfo.InvariantCulture, $"{second},{volts},0.0001\n")));
        }

        /// <summary>A folder of its own, gone afterwards.</summary>
        private sealed class Folder : IDisposable
        {
            public string Path { get; } = Directory.CreateTempSubdirectory("anodeguard-page-").FullName;

            public string Report(string csv, string settings)
            {
                string file = System.IO.Path.Combine(Path, "cell.csv");
                string report = System.IO.Path.Combine(Path, "cell.html");
                List<string> arguments = ["replay", file, "--report", report];
                File.WriteAllText(file, csv);
                if (settings != null)
                {
                    arguments.AddRange(["--settings", System.IO.Path.Combine(Path, "s.json")]);
                    File.WriteAllText(arguments.Last(), settings);
                }

                StringWriter said = new();
                Assert.True(CommandLine.Run([.. arguments], said, said) == 0, said.ToString());
                return report;
            }

            public string Comparison(string csv, string otherCsv)
            {
                string other = System.IO.Path.Combine(Path, "other.csv");
                string file = System.IO.Path.Combine(Path, "cell.csv");
                string report = System.IO.Path.Combine(Path, "two.html");
                File.WriteAllText(file, csv);
                File.WriteAllText(other, otherCsv);
                StringWriter said = new();
                Assert.True(CommandLine.Run(["replay", file, "--compare", other, "--report", report], said, said) == 0, said.ToString());
                return report;
            }

            public void Dispose()
            {
                Directory.Delete(Path, true);
            }
        }
    }
}
