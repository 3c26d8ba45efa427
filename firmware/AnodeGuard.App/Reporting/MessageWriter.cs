using AnodeGuard.Core;

namespace AnodeGuard.App
{
    /// <summary>
    /// Writes the messages of MESSAGES.md into one buffer, each with its stamps: <c>seq</c> numbers every record of a
    /// start, and <c>after</c> names the event, alarm or ack before, so that a reader can prove that none is missing
    /// although telemetry may be.
    /// </summary>
    internal sealed class MessageWriter
    {
        private readonly DeviceSettings _settings;
        private readonly ReportIdentity _identity;
        private readonly ValueWriter _values;
        private long _seq = 1;
        private long _lastDurable;
        private long _lastConfirmed;

        public MessageWriter(byte[] buffer, DeviceSettings settings, ReportIdentity identity)
        {
            Json = new JsonWriter(buffer);
            _values = new ValueWriter(Json, settings.Guard);
            _settings = settings;
            _identity = identity;
        }

        /// <summary>The message that was written last.</summary>
        public JsonWriter Json { get; }

        /// <summary>The record written last goes out: its number is used up.</summary>
        /// <param name="durable">It is an event or alarm, which the next one will name.</param>
        public void Take(bool durable)
        {
            if (durable)
            {
                _lastDurable = _seq;
            }

            _seq++;
        }

        /// <summary>The broker has every event and alarm written so far.</summary>
        public void AllConfirmed()
        {
            _lastConfirmed = _lastDurable;
        }

        public bool WriteEvent(EventRecord record)
        {
            Begin(record.Values.TimeMicroseconds, record.UnixMilliseconds);
            Json.Text("event", ReportWords.OfEvent(record.Kind));
            if (record.Fault >= 0 && record.Fault < FaultId.Count)
            {
                Json.Text("fault", FaultTable.Rows[record.Fault].Name);
                Json.Text("level", ReportWords.OfLevel(record.Level));
            }

            if (record.Kind == EventKind.SelfTestChanged)
            {
                Json.Text("result", ReportWords.Of(record.Values.SelfTest));
            }

            Json.Text("state", ReportWords.Of(record.State));
            _values.WriteBrief(record.Values);
            return Json.End();
        }

        /// <summary>Where things stand: state, since when, which faults and what opened the switch.</summary>
        public bool WriteAlarm(Observation values, long unixMilliseconds, long sinceMicroseconds, long sinceUnixMilliseconds)
        {
            Begin(values.TimeMicroseconds, unixMilliseconds);
            Json.Text("state", ReportWords.Of(values.State));
            Json.Number("since_up_ms", sinceMicroseconds / 1000);
            if (sinceUnixMilliseconds > 0)
            {
                Json.Text("since_ts", UtcText.Format(sinceUnixMilliseconds));
            }

            WriteFaults(values);
            Json.Flag("inhibited", values.Status.InhibitMicroseconds > 0);
            if (values.TripCause >= 0 && values.TripCause < FaultId.Count)
            {
                Json.Text("cause", FaultTable.Rows[values.TripCause].Name);
            }
            else
            {
                Json.Null("cause");
            }

            return Json.End();
        }

        /// <summary>Values and state.</summary>
        /// <param name="values">What is told.</param>
        /// <param name="meanCycles">Decision cycles over which the fast values are means; 0: they are the latest.</param>
        /// <param name="timing">The safety job's turns.</param>
        /// <param name="unixMilliseconds">Instant of the values on the wall clock; 0 where not set.</param>
        /// <param name="telemetryDropped">State messages lost since start.</param>
        /// <param name="eventsDropped">Events lost since start.</param>
        /// <param name="storedLost">Stored events and alarms that this start found lost.</param>
        public bool WriteState(
            Observation values, int meanCycles, TurnTiming timing, long unixMilliseconds, long telemetryDropped, int eventsDropped, int storedLost)
        {
            Begin(values.TimeMicroseconds, unixMilliseconds);
            Json.Text("state", ReportWords.Of(values.State));
            _values.WriteWhole(values);
            if (meanCycles > 0)
            {
                Json.Number("mean_cycles", meanCycles);
            }

            WriteFaults(values);
            Json.Scaled("inhibit_s", values.Status.InhibitMicroseconds, 6);
            Json.OpenObject("turn");
            Json.Number("max_us", timing.MaxMicroseconds);
            Json.Number("p99_us", timing.P99Microseconds());
            Json.Number("late", timing.Late);
            Json.CloseObject();
            Json.OpenObject("dropped");
            Json.Number("telemetry", telemetryDropped);
            Json.Number("events", eventsDropped);
            Json.Number("stored", storedLost);
            Json.CloseObject();
            return Json.End();
        }

        /// <summary>Who reports.</summary>
        /// <param name="nowMicroseconds">When.</param>
        /// <param name="unixMilliseconds">When, on the wall clock; 0 where not set.</param>
        /// <param name="connectRestarts">Restarts in a row that ended an attempt to connect, before this connection.</param>
        public bool WriteInfo(long nowMicroseconds, long unixMilliseconds, int connectRestarts)
        {
            GuardSettings guard = _settings.Guard;
            BeginDirect(nowMicroseconds, unixMilliseconds);
            Json.Number("contract", ReportIdentity.Contract);
            Json.Text("firmware", ReportIdentity.Firmware);
            TextOrNothing("core", _identity.Core);
            Json.Text("board", _identity.Board);
            Json.Text("reset", _identity.ResetReason);
            Json.Text("site", _settings.DeviceSite);
            Json.Text("device", _settings.DeviceId);
            Json.Text("chemistry", SettingsValues.ShowChemistry(guard.Chemistry));
            Json.Scaled("area_cm2", guard.AreaSquareMicrometres, 8);
            Json.Scaled("capacity_mah", guard.CapacityMicroampereHours, 3);
            Json.Scaled("limiting_current_density_a_m2", guard.LimitingCurrentDensityMicroamperesPerSquareMetre, 6);
            Json.Scaled("diffusion_time_s", guard.DiffusionTimeMicroseconds, 6);
            Json.Scaled("report_period_s", _settings.ReportPeriodMicroseconds, 6);
            Json.OpenObject("recorder");
            Json.Number("memory_kb", _identity.RecorderKilobytes);
            Json.Number("reach_s", _identity.RecorderSeconds);
            Json.CloseObject();
            TextOrNothing("settings_problem", _identity.SettingsProblem);
            if (_settings.MigratedFrom > 0)
            {
                Json.Number("settings_migrated_from", _settings.MigratedFrom);
            }

            TextOrNothing("board_problem", _identity.BoardProblem);
            if (connectRestarts > 0)
            {
                Json.Number("connect_restarts", connectRestarts);
            }

            WriteLastRun(_identity.LastRun);
            Json.OpenArray("assumed");
            for (int i = 0; i < _settings.AssumedDefaults.Length; i++)
            {
                Json.Item(_settings.AssumedDefaults[i].Key);
            }

            Json.CloseArray();
            return Json.End();
        }

        /// <summary>What became of a command.</summary>
        /// <param name="nowMicroseconds">When.</param>
        /// <param name="unixMilliseconds">When, on the wall clock; 0 where not set.</param>
        /// <param name="desk">What was answered.</param>
        public bool WriteAck(long nowMicroseconds, long unixMilliseconds, CommandDesk desk)
        {
            BeginDirect(nowMicroseconds, unixMilliseconds);
            Json.Text("command", desk.Name);
            if (desk.Counter > 0)
            {
                Json.Number("counter", desk.Counter);
            }

            Json.Flag("accepted", desk.Reason == null);
            TextOrNothing("reason", desk.Reason);
            if (desk.Last >= 0)
            {
                Json.Number("last", desk.Last);
            }

            desk.WriteResult(Json);
            return Json.End();
        }

        /// <summary>A piece of a flight recording.</summary>
        /// <param name="nowMicroseconds">When it is sent.</param>
        /// <param name="unixMilliseconds">When, on the wall clock; 0 where not set.</param>
        /// <param name="reel">The recording.</param>
        /// <param name="index">Number of the chunk, from 0.</param>
        /// <param name="total">How many there are.</param>
        /// <param name="chunk">Its bytes.</param>
        /// <param name="count">How many of them.</param>
        public bool WriteRecording(long nowMicroseconds, long unixMilliseconds, RecordingReel reel, int index, int total, byte[] chunk, int count)
        {
            BeginDirect(nowMicroseconds, unixMilliseconds);
            Json.Number("recording", reel.Number);
            Json.Number("index", index);
            Json.Number("total", total);
            Json.Number("size", reel.Size);
            Json.Text("crc32", HexText.Write(Hal.Crc32.Compute(chunk, 0, count)));
            Json.Base64("data", chunk, count);
            return Json.End();
        }

        private void Begin(long upMicroseconds, long unixMilliseconds)
        {
            Begin(upMicroseconds, unixMilliseconds, _lastDurable);
        }

        /// <summary>
        /// What goes straight to the link may overtake events that a power cut can still take: it names one that is safe.
        /// </summary>
        private void BeginDirect(long upMicroseconds, long unixMilliseconds)
        {
            Begin(upMicroseconds, unixMilliseconds, _lastConfirmed);
        }

        private void Begin(long upMicroseconds, long unixMilliseconds, long after)
        {
            Json.Begin();
            Json.Number("seq", _seq);
            Json.Number("after", after);
            Json.Number("boot", _identity.Boot);
            Json.Number("up_ms", upMicroseconds / 1000);
            if (unixMilliseconds > 0)
            {
                Json.Text("ts", UtcText.Format(unixMilliseconds));
            }
        }

        private void WriteLastRun(LastRun run)
        {
            if (run == null || run.Ending == RunEnding.None)
            {
                return;
            }

            Json.OpenObject("last_run");
            Json.Text("ended", ReportWords.OfEnding(run.Ending));
            BootRecord record = run.Record;
            if (record != null)
            {
                Json.Text("state", ReportWords.Of((GuardState)record.State));
                if (record.WorstFault >= 0 && record.WorstFault < FaultId.Count)
                {
                    Json.Text("fault", FaultTable.Rows[record.WorstFault].Name);
                }
                else
                {
                    Json.Null("fault");
                }

                Json.Number("up_s", record.UpSeconds);
                if (record.UnixSeconds > 0)
                {
                    Json.Text("ts", UtcText.Format(record.UnixSeconds * 1000L));
                }
            }

            Json.CloseObject();
        }

        private void WriteFaults(Observation values)
        {
            _values.WriteFaults("active", values.ActiveFaults);
            _values.WriteFaults("latched", values.LatchedFaults);
            Json.Text("switch", values.SwitchClosed ? "closed" : "open");
            Json.Flag("presence_needed", values.Status.PresenceNeeded);
            Json.Flag("test", values.Status.TestAlarm);
        }

        private void TextOrNothing(string key, string value)
        {
            if (value != null)
            {
                Json.Text(key, value);
            }
        }
    }
}
