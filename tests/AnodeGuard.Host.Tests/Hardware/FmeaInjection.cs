using System;
using System.Collections.Generic;
using AnodeGuard.Hal.Emulated;

namespace AnodeGuard.Host.Tests.Hardware
{
    /// <summary>How the net effect that a row of the FMEA names in its column `proof` is put on the emulated board.</summary>
    /// <param name="Act">Puts the fault in.</param>
    /// <param name="FromStart">The board is switched on with the fault; else it comes while charging.</param>
    /// <param name="Restarts">The board is switched off and on after the fault.</param>
    /// <param name="RestartsAlone">The processor starts anew, and the supply stands.</param>
    internal sealed record FmeaInjection(Action<MachineFaults> Act, bool FromStart = false, bool Restarts = false, bool RestartsAlone = false)
    {
        private const int Ina228 = 0x40;
        private const int Ads1115 = 0x48;
        private const int Tmp117 = 0x49;
        private const int Fram = 0x50;

        /// <summary>Above the settings' limit of 15 mA, below the comparator's 50 mA.</summary>
        private const double OverCurrentAmperes = 0.02;

        /// <summary>By the words of the column `proof`: one for each net effect that rows share.</summary>
        public static IReadOnlyDictionary<string, FmeaInjection> All { get; } = new Dictionary<string, FmeaInjection>
        {
            ["lead open at the connector"] = new(f => f.OpenSenseLead(SenseLead.OpenAtConnector)),
            ["lead open at the connector from the start"] = new(f => f.OpenSenseLead(SenseLead.OpenAtConnector), FromStart: true),
            ["injector dead"] = new(f => f.StickInjector(InjectorDrive.Bootstrapped)),
            ["injector stuck on pull-down"] = new(f => f.StickInjector(InjectorDrive.PullDown)),
            ["injector stuck on pull-up"] = new(f => f.StickInjector(InjectorDrive.PullUp)),
            ["contact"] = new(f => f.ConnectSenseToAnode(1)),
            ["contact with the comparator off"] = new(f => Both(() => f.DisableComparator(), () => f.ConnectSenseToAnode(1000))),
            ["over-range"] = new(f => f.ConnectSenseToCathode(1000)),
            ["sense input at 0"] = new(f => f.Multiply(BoardChannel.Sense, 0)),
            ["sense input times 2.5"] = new(f => f.Multiply(BoardChannel.Sense, 2.5)),
            ["sense code stuck"] = new(f => f.StickCode(BoardChannel.Sense)),
            ["reference at 0"] = new(f => f.Multiply(BoardChannel.Reference, 0)),
            ["reference times 2.5"] = new(f => f.Multiply(BoardChannel.Reference, 2.5)),
            ["reference low"] = new(f => f.Multiply(BoardChannel.Reference, 0.9)),
            ["reference high"] = new(f => f.Multiply(BoardChannel.Reference, 1.1)),
            ["NTC short"] = new(f => f.Multiply(BoardChannel.Ntc, 0)),
            ["NTC open"] = new(f => f.Multiply(BoardChannel.Ntc, 10)),
            ["INA228 silent"] = new(f => f.SilenceChip(Ina228)),
            ["ADS1115 silent"] = new(f => f.SilenceChip(Ads1115)),
            ["TMP117 silent"] = new(f => f.SilenceChip(Tmp117)),
            ["gas sensor silent"] = new(f => f.SilenceGasSensor()),
            ["bus stuck"] = new(f => f.StickBus()),
            ["FRAM corrupted before a start"] = new(f => f.CorruptMemory(0, 128), Restarts: true),
            ["FRAM silent at a start"] = new(f => f.SilenceChip(Fram), Restarts: true),
            ["processor began anew alone"] = new(_ => { }, RestartsAlone: true),
            ["over-current comparator trips"] = new(f => f.HoldTripLine(TripSources.OverCurrent)),
            ["over-current with the comparator blind"] = new(f => Both(() => f.BlindOverCurrent(), () => f.StickCycler(OverCurrentAmperes))),
            ["over-current in discharge with the comparator blind"] = new(f => Both(() => f.BlindOverCurrent(), () => f.StickCycler(-OverCurrentAmperes))),
            ["collapse comparator stuck low"] = new(f => f.HoldTripLine(TripSources.Collapse)),
            ["lead open without mask"] = new(f => Both(() => f.BreakMask(), () => f.OpenSenseLead(SenseLead.OpenAtCell))),
            ["switch welded and a contact"] = new(f => Both(() => f.WeldSwitch(), () => f.ConnectSenseToAnode(1))),
            ["firmware trip open and over-current"] = new(f => Both(() => f.DisconnectFirmwareTrip(), () => f.StickCycler(OverCurrentAmperes))),
            ["board id unknown"] = new(f => f.BreakBoardId(0), FromStart: true),
            ["cell voltage at 0"] = new(f => Both(() => f.Multiply(BoardChannel.Cell, 0), () => f.Offset(BoardChannel.Bipolar, -3.8))),
        };

        private static void Both(Action first, Action second)
        {
            first();
            second();
        }
    }
}
