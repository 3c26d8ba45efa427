using System;
using System.IO;
using System.Linq;
using System.Text;
using AnodeGuard.Cli.Output;
using AnodeGuard.Cli.Recording;

namespace AnodeGuard.Cli.Replay
{
    /// <summary>
    /// Writes the recording as Battery Data Format (ontology 1.3.0): SI units, current positive when charging, whatever the
    /// file was before. The format has no word for a third electrode: the sense voltage is an extra column, which it allows.
    /// </summary>
    internal sealed class BdfSink : ReplaySink
    {
        private const byte Comma = (byte)',';
        private const byte LineEnd = (byte)'\n';

        private readonly LineBuffer _lines;
        private readonly IRecording _recording;
        private bool _begun;
        private bool _sense;
        private bool _temperature;
        private bool _cycle;
        private bool _capacities;

        public BdfSink(Stream stream, IRecording recording)
        {
            _lines = new LineBuffer(stream);
            _recording = recording;
        }

        /// <inheritdoc />
        public override void OnRows(ReadOnlySpan<RecordingRow> rows, ReadOnlySpan<Judgement> judgements)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                Take(rows[i]);
            }
        }

        private void Take(in RecordingRow row)
        {
            if (!_begun)
            {
                Begin(row);
            }

            _lines.BeginLine();
            _lines.Fixed(row.TimeMicroseconds, 6, Comma);
            _lines.Fixed(row.CellMicrovolts, 6, Comma);
            _lines.Fixed(row.CurrentNanoamperes, 9, _sense || _temperature || _cycle || _capacities ? Comma : LineEnd);
            if (_sense)
            {
                _lines.Optional(row.HasSense, row.SenseMicrovolts, 6, _temperature || _cycle || _capacities ? Comma : LineEnd);
            }

            if (_temperature)
            {
                _lines.Optional(row.HasTemperature, row.CellMillicelsius, 3, _cycle || _capacities ? Comma : LineEnd);
            }

            if (_cycle)
            {
                _lines.Optional(row.Cycle != null, row.Cycle ?? 0, 0, _capacities ? Comma : LineEnd);
            }

            if (_capacities)
            {
                _lines.Optional(row.ChargeNanoamperehours != null, row.ChargeNanoamperehours ?? 0, 9, Comma);
                _lines.Optional(row.DischargeNanoamperehours != null, row.DischargeNanoamperehours ?? 0, 9, LineEnd);
            }
        }

        /// <summary>Hands over what is still in the buffer.</summary>
        public void Flush()
        {
            _lines.Flush();
        }

        private void Begin(in RecordingRow row)
        {
            _begun = true;
            _sense = _recording.Has(Quantity.Sense);
            _temperature = _recording.Has(Quantity.CellTemperature);
            _cycle = row.Cycle != null;
            _capacities = _recording.Has(Quantity.ChargeCapacity) && _recording.Has(Quantity.DischargeCapacity);
            string[] names =
            {
                "Test Time / s", "Voltage / V", "Current / A", _sense ? "Sense Voltage / V" : null, _temperature ? "Surface Temperature / degC" : null,
                _cycle ? "Cycle Count / 1" : null, _capacities ? "Charging Capacity / Ah" : null, _capacities ? "Discharging Capacity / Ah" : null,
            };
            _lines.Text(Encoding.ASCII.GetBytes(string.Join(',', names.Where(name => name != null)) + "\n"));
        }
    }
}
