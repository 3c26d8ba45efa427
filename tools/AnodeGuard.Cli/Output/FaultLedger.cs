using System;
using System.Collections.Generic;
using System.Linq;
using AnodeGuard.App;
using AnodeGuard.Core;

namespace AnodeGuard.Cli.Output
{
    /// <summary>Counts what was raised over a whole run.</summary>
    internal sealed class FaultLedger
    {
        private readonly FaultTally[] _faults = new FaultTally[FaultId.Count];

        // Few: an alarm opens the switch and latches.
        private readonly List<long> _alarmsOfCell = new List<long>();

        /// <summary>Events of any kind.</summary>
        public long Events { get; private set; }

        /// <summary>When a fault first reached the alarm level; null where none did.</summary>
        public long? DetectedMicroseconds { get; private set; }

        /// <summary>The faults that were raised, in order of their number.</summary>
        public IReadOnlyList<FaultTally> Faults
        {
            get { return Array.FindAll(_faults, fault => fault != null); }
        }

        /// <summary>Takes an event.</summary>
        public void Add(long timeMicroseconds, EventRecord record)
        {
            Events++;
            if (record.Kind != EventKind.FaultRaised)
            {
                return;
            }

            _faults[record.Fault] ??= new FaultTally(record.Fault, timeMicroseconds);
            _faults[record.Fault].Add(record.Level, timeMicroseconds);
            if (record.Level == FaultLevel.Alarm)
            {
                DetectedMicroseconds ??= timeMicroseconds;
                if (record.Fault != FaultId.SwitchFailed)
                {
                    _alarmsOfCell.Add(timeMicroseconds);
                }
            }
        }

        /// <summary>
        /// When danger was noticed: the first alarm at or after the dangerous event; where none came after it, or no such
        /// event is known, the first alarm. A switch that does not obey says nothing of the cell and does not count.
        /// </summary>
        public long? NoticedMicroseconds(long? dangerMicroseconds)
        {
            return _alarmsOfCell.Where(time => time >= dangerMicroseconds).Concat(_alarmsOfCell).Select(time => (long?)time).FirstOrDefault();
        }

        /// <summary>Names of the faults that reached the alarm level.</summary>
        public IReadOnlyList<string> Alarms()
        {
            return Faults.Where(fault => fault.WorstLevel == FaultLevel.Alarm).Select(fault => Names.OfFault(fault.Fault)).ToArray();
        }

        /// <summary>Writes the field `faults` of a summary.</summary>
        public void Write(JsonLines lines)
        {
            lines.Nested("faults", json =>
            {
                json.WriteStartObject();
                foreach (FaultTally fault in Faults)
                {
                    json.WriteStartObject(Names.OfFault(fault.Fault));
                    json.WriteNumber("first_t_s", fault.FirstMicroseconds / 1e6);
                    json.WriteNumber("raised", fault.Count);
                    json.WriteString("worst_level", ReportWords.OfLevel(fault.WorstLevel));
                    json.WriteEndObject();
                }

                json.WriteEndObject();
            });
        }
    }

    /// <summary>How often one fault was raised.</summary>
    internal sealed class FaultTally
    {
        public FaultTally(int fault, long firstMicroseconds)
        {
            Fault = fault;
            FirstMicroseconds = firstMicroseconds;
        }

        public int Fault { get; }

        public long FirstMicroseconds { get; }

        public long Count { get; private set; }

        public byte WorstLevel { get; private set; }

        /// <summary>The level at which it was raised first.</summary>
        public byte FirstLevel { get; private set; }

        /// <summary>When it first reached the alarm level; null where it did not.</summary>
        public long? AlarmMicroseconds { get; private set; }

        public void Add(byte level, long timeMicroseconds)
        {
            FirstLevel = Count == 0 ? level : FirstLevel;
            if (level == FaultLevel.Alarm)
            {
                AlarmMicroseconds ??= timeMicroseconds;
            }

            Count++;
            WorstLevel = Math.Max(WorstLevel, level);
        }
    }
}
