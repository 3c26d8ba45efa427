namespace AnodeGuard.App
{
    /// <summary>The commands of the bench: calibration and commissioning. Each only asks; its status tells how it went on.</summary>
    internal sealed class BenchCommands
    {
        private readonly CalibrationRoom _calibration;
        private readonly Commissioning _commissioning;

        /// <param name="calibration">Takes points.</param>
        /// <param name="commissioning">Guides.</param>
        public BenchCommands(CalibrationRoom calibration, Commissioning commissioning)
        {
            _calibration = calibration;
            _commissioning = commissioning;
        }

        /// <summary>Begins a point where one is given; null, or why not.</summary>
        public string Calibrate(CommandArguments arguments)
        {
            if (arguments.Quantity == null && arguments.Point == null && arguments.TrueValue == null)
            {
                return null;
            }

            int quantity = arguments.Quantity == null ? -1 : CalibrationRow.Find(arguments.Quantity);
            if (quantity < 0)
            {
                return "quantity: accepted: sense, cell, cell-bipolar, current, cell-temperature";
            }

            if (arguments.Point != "low" && arguments.Point != "high")
            {
                return "point: accepted: low, high (the only one where one is enough)";
            }

            CalibrationRow row = CalibrationRow.Of(quantity);
            long trueValue;
            if (arguments.TrueValue == null || !DecimalText.TryScale(arguments.TrueValue, row.Decimals, out trueValue)
                || trueValue < row.Lowest || trueValue > row.Highest)
            {
                return "true_value: accepted: " + DecimalText.Format(row.Lowest, row.Decimals) + " to "
                    + DecimalText.Format(row.Highest, row.Decimals);
            }

            return _calibration.Calibrator.Request(quantity, arguments.Point == "low", trueValue);
        }

        /// <summary>Starts, confirms or aborts where asked to; null, or why not.</summary>
        public string Commission(CommandArguments arguments)
        {
            switch (arguments.Action)
            {
                case null:
                    return null;
                case "start":
                    _commissioning.Start();
                    return null;
                case "confirm":
                    _commissioning.Confirm();
                    return _commissioning.IsRunning ? null : "no commissioning is running";
                case "abort":
                    _commissioning.Abort();
                    return null;
                default:
                    return "action: accepted: start, confirm, abort";
            }
        }

        /// <summary>The constants in force, and how the last point ended.</summary>
        public void WriteCalibration(JsonWriter json)
        {
            json.Flag("busy", _calibration.Calibrator.IsBusy);
            json.Number("points", _calibration.Calibrator.Ended);
            json.Text("last", CalibrationResult.Text(_calibration.Calibrator.Result));
            for (int i = 0; i < CalibrationQuantity.Count; i++)
            {
                CalibrationRow row = CalibrationRow.Of(i);
                json.OpenObject(row.Name);
                json.Scaled("gain", 1000000 + _calibration.Table.GainMillionths(i), 6);
                json.Scaled("offset_" + row.Unit, _calibration.Table.Offset(i), row.Decimals);
                json.Number("unix_s", _calibration.Table.UnixSeconds(i));
                json.CloseObject();
            }
        }

        /// <summary>The present step, what to do for it, and what it waits for.</summary>
        public void WriteCommissioning(JsonWriter json)
        {
            bool running = _commissioning.IsRunning;
            int step = _commissioning.Step;
            json.Flag("running", running);
            json.Flag("complete", _commissioning.IsComplete);
            json.Number("unix_s", _commissioning.CompletedUnixSeconds);
            json.Number("step", step);
            json.Number("steps", CommissioningStep.Count);
            if (running && step < CommissioningStep.Count)
            {
                CommissioningStep present = CommissioningStep.Of(step);
                json.Text("name", present.Name);
                json.Text("instruction", present.Instruction);
                json.Flag("needs_confirmation", present.NeedsConfirmation);
                string problem = CommissioningProblem.Text(_commissioning.Problem);
                if (problem != null)
                {
                    json.Text("problem", problem);
                }
            }
        }
    }
}
