using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using AnodeGuard.Cli.Commands;
using AnodeGuard.Cli.History;
using AnodeGuard.Cli.Mqtt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AnodeGuard.Cli.Dashboard
{
    /// <summary>The dashboard put together: reader of the broker, history, and the web server with the page.</summary>
    internal sealed class DashboardServer : IDisposable
    {
        private const long LongestRequest = 16 * 1024;

        private static readonly TimeSpan KeepWithoutFile = TimeSpan.FromHours(2);
        private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(3);

        private readonly HistoryFile _file;
        private readonly HistoryWriter _writer;
        private readonly MqttFeed _feed;
        private readonly WebApplication _web;
        private readonly bool _isKept;

        /// <summary>Begins to listen to the broker and to serve the page.</summary>
        /// <param name="options">What to do.</param>
        /// <param name="say">Gets lines about the broker and the history when something changes.</param>
        /// <exception cref="InputException">The history or the address cannot be used.</exception>
        public DashboardServer(DashboardOptions options, Action<string> say)
        {
            _isKept = options.History != null;
            _file = _isKept ? HistoryFile.Open(options.History) : HistoryFile.Temporary();
            _writer = new HistoryWriter(_file, _isKept ? options.Keep : KeepWithoutFile, problem => say("history: " + (problem ?? "is written again")));
            CommandSender commands = new CommandSender(options.Keys, (topic, payload) => _feed.TryPublish(topic, payload));
            Fleet = new Fleet(commands.OnAck);
            _feed = new MqttFeed(options.Broker, "dashboard", new[] { DeviceTopic.Everything }, Take, () => say("broker: " + (_feed.Problem ?? "listening to " + options.Broker.Address)));
            try
            {
                _web = BuildWeb(options, commands);
                _web.StartAsync().GetAwaiter().GetResult();
                Port = new Uri(_web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>().Addresses.First()).Port;
            }
            catch (Exception exception) when (exception is IOException || exception is SocketException)
            {
                Dispose();
                throw new InputException("--listen: " + options.Listen.Address + ":" + options.Listen.Port + " cannot be used: " + exception.Message, exception);
            }

            _feed.Start();
        }

        /// <summary>The devices.</summary>
        public Fleet Fleet { get; }

        /// <summary>Port on which the page is served.</summary>
        public int Port { get; }

        /// <summary>Records that the history could not keep.</summary>
        public long Lost
        {
            get { return _writer.Lost; }
        }

        /// <summary>Stops serving, says goodbye to the broker and writes the rest of the history.</summary>
        public void Dispose()
        {
            if (_web != null)
            {
                using (CancellationTokenSource patience = new CancellationTokenSource(StopPatience))
                {
                    _web.StopAsync(patience.Token).GetAwaiter().GetResult();
                }

                ((IDisposable)_web).Dispose();
            }

            _feed.Dispose();
            _writer.Dispose();
            _file.Dispose();
        }

        private void Take(ReceivedMessage message)
        {
            _writer.Add(message);
            Fleet.Add(message);
        }

        private WebApplication BuildWeb(DashboardOptions options, CommandSender commands)
        {
            // Empty: no configuration file of whatever folder this is started in has a say.
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = LongestRequest;
                kestrel.Listen(options.Listen.Address, options.Listen.Port);
            });
            builder.Services.AddRoutingCore();
            builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
            WebApplication web = builder.Build();
            AccessGuard guard = new AccessGuard(options.Token);
            web.Use(next => context => guard.Pass(context, next));
            web.UseRouting();
            IHostApplicationLifetime lifetime = web.Services.GetRequiredService<IHostApplicationLifetime>();
            LiveStream live = new LiveStream(Fleet, WriteHealth);
            new DashboardApi(Fleet, new HistoryReader(_file), commands, live, lifetime.ApplicationStopping).Map(web);
            return web;
        }

        private void WriteHealth(Utf8JsonWriter json)
        {
            json.WriteStartObject("broker");
            json.WriteBoolean("connected", _feed.IsConnected);
            json.WriteString("problem", _feed.Problem);
            json.WriteEndObject();
            json.WriteStartObject("history");
            json.WriteBoolean("kept", _isKept);
            json.WriteString("problem", _writer.Problem);
            json.WriteNumber("lost", _writer.Lost);
            json.WriteEndObject();
            json.WriteNumber("passed_over", Fleet.PassedOver);
        }

        /// <summary>Signals are the caller's business, not the host's.</summary>
        private sealed class CallersLifetime : IHostLifetime
        {
            public System.Threading.Tasks.Task WaitForStartAsync(CancellationToken cancellationToken)
            {
                return System.Threading.Tasks.Task.CompletedTask;
            }

            public System.Threading.Tasks.Task StopAsync(CancellationToken cancellationToken)
            {
                return System.Threading.Tasks.Task.CompletedTask;
            }
        }
    }
}
