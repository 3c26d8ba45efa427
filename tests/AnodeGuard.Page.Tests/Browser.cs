using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using Xunit;

namespace AnodeGuard.Page.Tests
{
    /// <summary>One headless Chromium, the distribution's, for all tests. That it is missing is a failure: tools/test installs it.</summary>
    public sealed class Browser : IAsyncLifetime
    {
        private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/homebrew/bin/chromium"];

        private IPlaywright _playwright;
        private IBrowser _browser;

        public async Task InitializeAsync()
        {
            string program = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists)
                ?? throw new FileNotFoundException("chromium is not installed: install the package chromium");
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = program,

                // Started by root, as in a container, Chromium has no sandbox to go into.
                Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
            });
        }

        public async Task DisposeAsync()
        {
            if (_browser != null)
            {
                await _browser.DisposeAsync();
            }

            _playwright?.Dispose();
        }

        /// <summary>A new window with its own cookies.</summary>
        public async Task<IPage> Open(int width, int height, bool isPhone = false, ColorScheme colours = ColorScheme.Light)
        {
            IBrowserContext context = await _browser.NewContextAsync(new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = height },
                IsMobile = isPhone,
                HasTouch = isPhone,
                DeviceScaleFactor = isPhone ? 2 : 1,
                ColorScheme = colours,
                TimezoneId = "UTC",
            });
            return await context.NewPageAsync();
        }
    }

    /// <summary>Tests that share the browser.</summary>
    [CollectionDefinition("page")]
    public sealed class PageTestGroup : ICollectionFixture<Browser>
    {
    }
}
