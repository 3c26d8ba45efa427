using AnodeGuard.App;
using AnodeGuard.Hal.Esp32;

namespace AnodeGuard.Firmware
{
    /// <summary>Where the chip starts.</summary>
    public static class Program
    {
        /// <summary>Builds the board, starts the application on it, and never returns.</summary>
        public static void Main()
        {
            Esp32Board board = Esp32Board.CreateOnDevice(new Esp32Network(), new Esp32MqttLink());
            Application application = new Application(board, null);
            application.Start();
            board.Scheduler.Run();
        }
    }
}
